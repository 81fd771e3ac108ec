using System.Globalization;
using System.Text.Json.Nodes;

namespace OidcRelyingParty.Testing;

/// <summary>Somebody who can sign in at the provider.</summary>
public sealed class TestUser
{
    /// <summary>The <c>sub</c> claim: who this is, for ever.</summary>
    public required string Subject { get; init; }

    /// <summary>What is typed on the sign-in page.</summary>
    public required string UserName { get; init; }

    /// <summary>What is typed below it.</summary>
    public required string Password { get; set; }

    /// <summary>A disabled user cannot sign in or refresh. Default false.</summary>
    public bool Disabled { get; set; }

    /// <summary>
    /// Everything the provider says about the user besides <c>sub</c>. Claims of the scopes profile, email, phone and address
    /// are given only when that scope was asked for; all others always, as a Keycloak mapper does.
    /// </summary>
    public JsonObject Claims { get; init; } = [];

    /// <summary>A user with the usual claims: names, e-mail address, groups, and roles both flat and nested like Keycloak's.</summary>
    /// <param name="userName">The user name; the subject is <c>user-</c> and this, the password is this and <c>-password</c>.</param>
    /// <param name="groups">The values of <c>groups</c>.</param>
    /// <param name="roles">The values of <c>roles</c> and of <c>realm_access.roles</c>.</param>
    public static TestUser Create(string userName, IReadOnlyList<string> groups, IReadOnlyList<string> roles)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        var givenName = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(userName);
        return new TestUser
        {
            Subject = "user-" + userName,
            UserName = userName,
            Password = userName + "-password",
            Claims = new JsonObject
            {
                ["name"] = givenName + " Example",
                ["given_name"] = givenName,
                ["family_name"] = "Example",
                ["preferred_username"] = userName,
                ["email"] = userName + "@example.test",
                ["email_verified"] = true,
                ["groups"] = ToArray(groups),
                ["roles"] = ToArray(roles),
                ["realm_access"] = new JsonObject { ["roles"] = ToArray(roles) },
            },
        };
    }

    internal static IEnumerable<TestUser> CreateDefaults() =>
    [
        Create("alice", ["admin", "staff"], ["admin"]),
        Create("bob", ["staff"], []),
        Create("carol", [.. Enumerable.Range(1, 200).Select(number => $"group-{number:D3}")], []),
    ];

    private static JsonArray ToArray(IEnumerable<string> values) => [.. values.Select(value => JsonValue.Create(value))];
}

using System.Text.Json.Nodes;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Which claims a scope gives: OpenID Connect Core 1.0 section 5.4.</summary>
internal static class UserClaims
{
    private static readonly Dictionary<string, string[]> s_scopes = new()
    {
        ["profile"] =
        [
            "name", "family_name", "given_name", "middle_name", "nickname", "preferred_username", "profile", "picture", "website",
            "gender", "birthdate", "zoneinfo", "locale", "updated_at",
        ],
        ["email"] = ["email", "email_verified"],
        ["phone"] = ["phone_number", "phone_number_verified"],
        ["address"] = ["address"],
    };

    public static void AddTo(JsonObject target, TestUser user, IReadOnlyList<string> scopes)
    {
        var withheld = s_scopes.Where(scope => !scopes.Contains(scope.Key)).SelectMany(scope => scope.Value).ToHashSet();
        foreach (var claim in user.Claims.Where(claim => !withheld.Contains(claim.Key)))
        {
            target[claim.Key] = claim.Value?.DeepClone();
        }
    }
}

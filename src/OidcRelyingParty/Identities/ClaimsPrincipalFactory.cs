using System.Security.Claims;
using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Identities;

/// <summary>Makes the principal of a session: the claims worth keeping under their own names, and the roles.</summary>
/// <remarks>
/// Claims are not renamed: <c>sub</c> stays <c>sub</c>. Roles are claims of type <c>role</c>, and only mapped roles, or an account's, are. <c>is_sso</c> is
/// always true.
/// </remarks>
internal static class ClaimsPrincipalFactory
{
    public const string AuthenticationType = "oidc";
    public const string RoleClaimType = "role";
    public const string TenantClaimType = "oidc_tenant";
    public const string ProviderClaimType = "oidc_provider";
    public const string SingleSignOnClaimType = "is_sso";
    public const string AccountClaimType = "oidc_account";
    public const string UserNameClaimType = "oidc_user_name";

    // What only this library says about a user; what the provider says under these names is dropped.
    private static readonly string[] OwnClaims =
    [
        WireNames.Subject, WireNames.Issuer, TenantClaimType, ProviderClaimType, SingleSignOnClaimType, AccountClaimType, UserNameClaimType, RoleClaimType,
    ];

    // The first of these that the user has names the user in Identity.Name.
    private static readonly string[] NameClaims = [UserNameClaimType, WireNames.Name, WireNames.PreferredUsername, WireNames.Email, WireNames.Subject];

    public static ClaimsPrincipal Create(
        ValidatedIdentity identity, IReadOnlyList<string> roles, IEnumerable<string> keptClaims, string? accountId = null, string? userName = null)
    {
        var claims = new List<Claim>
        {
            Text(WireNames.Subject, identity.Subject, identity),
            Text(WireNames.Issuer, identity.Issuer, identity),
            Text(TenantClaimType, identity.SettingsKey.Tenant, identity),
            Text(ProviderClaimType, identity.SettingsKey.Provider, identity),
            // For a host that has other ways to sign in and asks which one it was.
            new(SingleSignOnClaimType, "true", ClaimValueTypes.Boolean, identity.Issuer),
        };
        // The session at the provider always: a logout names it. Each once: a configuration section that is bound twice names each twice.
        foreach (var name in keptClaims.Append(WireNames.SessionId).Distinct().Except(OwnClaims))
        {
            if (identity.Claims.TryGetValue(name, out var value))
            {
                Add(claims, name, value, identity);
            }
        }

        AddOwn(claims, AccountClaimType, accountId);
        AddOwn(claims, UserNameClaimType, userName);
        claims.AddRange(roles.Select(role => Text(RoleClaimType, role, identity)));
        var nameClaim = Array.Find(NameClaims, name => claims.Exists(claim => claim.Type == name)) ?? WireNames.Subject;
        return new ClaimsPrincipal(new ClaimsIdentity(claims, AuthenticationType, nameClaim, RoleClaimType));
    }

    private static void Add(List<Claim> claims, string name, JsonElement value, ValidatedIdentity identity)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Add(claims, name, item, identity);
                }

                break;
            case JsonValueKind.String:
                claims.Add(Text(name, value.GetString()!, identity));
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            case var kind:
                claims.Add(new Claim(name, value.GetRawText(), ValueType(kind), identity.Issuer));
                break;
        }
    }

    // The application vouches for these, not the provider.
    private static void AddOwn(List<Claim> claims, string type, string? value)
    {
        if (value is not null)
        {
            claims.Add(new Claim(type, value));
        }
    }

    private static string ValueType(JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => ClaimValueTypes.Boolean,
        JsonValueKind.Number => ClaimValueTypes.Double,
        _ => "JSON",
    };

    private static Claim Text(string type, string value, ValidatedIdentity identity) => new(type, value, ClaimValueTypes.String, identity.Issuer);
}

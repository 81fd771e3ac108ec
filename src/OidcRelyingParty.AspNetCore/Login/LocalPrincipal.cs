using System.Security.Claims;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Login;

/// <summary>Makes the principal of a user of the application's own login: with the claims that every session of ours has.</summary>
internal static class LocalPrincipal
{
    private const string AuthenticationType = "local";

    public static ClaimsPrincipal Create(string tenant, LocalUser user)
    {
        var claims = new List<Claim>
        {
            Text(WireNames.Subject, user.Id),
            Text(WireNames.Issuer, OidcDefaults.LocalIssuer),
            Text(ClaimsPrincipalFactory.TenantClaimType, tenant),
            Text(ClaimsPrincipalFactory.ProviderClaimType, OidcSettingsKey.LocalName),
            new(ClaimsPrincipalFactory.SingleSignOnClaimType, "false", ClaimValueTypes.Boolean, OidcDefaults.LocalIssuer),
            Text(WireNames.Name, user.Name),
        };
        claims.AddRange(user.Roles.Select(role => Text(ClaimsPrincipalFactory.RoleClaimType, role)));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, AuthenticationType, WireNames.Name, ClaimsPrincipalFactory.RoleClaimType));
    }

    private static Claim Text(string type, string value) => new(type, value, ClaimValueTypes.String, OidcDefaults.LocalIssuer);
}

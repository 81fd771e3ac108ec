using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Sessions;

/// <summary>Whose session it is, read from its principal.</summary>
internal static class SessionIdentity
{
    /// <summary>Tenant, provider and subject in one text.</summary>
    public static string Of(ClaimsPrincipal principal) => $"{SettingsKeyOf(principal)}/{principal.FindFirst("sub")?.Value}";

    /// <summary>Whether the user signed in with the application's own login, so that there is no provider to ask or to tell.</summary>
    public static bool IsLocal(ClaimsPrincipal principal) => principal.HasClaim(ClaimsPrincipalFactory.ProviderClaimType, OidcSettingsKey.LocalName);

    /// <summary>The settings the user signed in with; null when the session is not one of ours.</summary>
    public static OidcSettingsKey? SettingsKeyOf(ClaimsPrincipal principal) =>
        principal.FindFirst(ClaimsPrincipalFactory.TenantClaimType) is { } tenant && principal.FindFirst(ClaimsPrincipalFactory.ProviderClaimType) is { } provider
            ? new OidcSettingsKey(tenant.Value, provider.Value)
            : null;

    /// <summary>Whether the request is for another tenant than the user's. One for no tenant, or for the default one, is for users of any.</summary>
    public static bool IsOfAnotherTenant(HttpContext context, ClaimsPrincipal principal) =>
        SettingsKeyOf(principal) is { } key
        && context.RequestServices.GetRequiredService<IOptions<OidcEndpointOptions>>().Value.ResolveSettingsKey(context) is { } wanted
        && wanted.Tenant != OidcSettingsKey.Default.Tenant && wanted.Tenant != key.Tenant;

    /// <summary>Whether the user signed in to this tenant, or to none of ours; who did to several is of each of them and so of none.</summary>
    public static bool IsOfNoOtherTenant(ClaimsPrincipal principal, string tenant) =>
        principal.FindAll(ClaimsPrincipalFactory.TenantClaimType).All(claim => claim.Value == tenant);
}

using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>Begins an administrator's trial of a revision: the same sign-in as any other, with a mark in what the browser brings back.</summary>
internal sealed class TrialStart(SignInStart start, RedirectUris redirectUris)
{
    /// <summary>The address to send the administrator's browser to.</summary>
    /// <param name="context">A request that was proven to be the administrator's own: a trial that succeeds is evidence.</param>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="version">The revision.</param>
    /// <param name="by">Who tries it out.</param>
    /// <param name="returnUrl">The local page to go back to.</param>
    /// <exception cref="OidcException">The revision cannot be used, or the provider cannot be read.</exception>
    public Task<Uri> BeginAsync(HttpContext context, OidcSettingsKey key, string version, string by, string? returnUrl) => start.BeginAsync(
        context,
        key,
        new SignInRequest { RedirectUri = redirectUris.Callback(context, key), ReturnUrl = returnUrl, Purpose = SignInPurpose.Test, TriedVersion = version, TriedBy = by });
}

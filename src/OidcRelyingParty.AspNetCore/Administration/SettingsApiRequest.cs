using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>A request of somebody who may make it.</summary>
/// <param name="Context">The request.</param>
/// <param name="Key">Whose settings it is about.</param>
/// <param name="By">Who it is, for the history.</param>
internal sealed record SettingsApiRequest(HttpContext Context, OidcSettingsKey Key, string By)
{
    public CancellationToken Aborted => Context.RequestAborted;
}

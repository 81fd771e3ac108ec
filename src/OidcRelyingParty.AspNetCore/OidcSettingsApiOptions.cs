using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <summary>How the endpoints for settings read, answer and let in; what the host's developer decides.</summary>
public sealed class OidcSettingsApiOptions
{
    /// <summary>The names of the settings. Default: <see cref="SettingsFormat.Default"/>.</summary>
    public SettingsFormat Format { get; set; } = SettingsFormat.Default;

    /// <summary>
    /// The member that tells, beside the settings, whether sign-in is on, the redirect URI to register, whether a secret is set, and who saved what. It may
    /// come back in a change and says nothing there. Default: <c>status</c>; null to leave it out.
    /// </summary>
    public string? StatusMember { get; set; } = "status";

    /// <summary>The method that saves: PUT or POST. Default: PUT.</summary>
    public string SaveMethod { get; set; } = HttpMethods.Put;

    /// <summary>
    /// Whether a change must name, with <c>If-Match</c>, the ETag that it changes. Default: true. Without it the last writer wins; a change that names one is
    /// held to it all the same.
    /// </summary>
    public bool RequireIfMatch { get; set; } = true;

    /// <summary>
    /// Which tenant and provider a request is for; null when there is none, which answers 404. Default: the route values <c>tenant</c> and
    /// <c>provider</c> where the path has them, else <see cref="OidcSettingsKey.Default"/>.
    /// </summary>
    public Func<HttpContext, OidcSettingsKey?> ResolveSettingsKey { get; set; } = OidcEndpointOptions.SettingsKeyFromRoute;

    /// <summary>
    /// Whether this user, whom the policy let in, may see and change the settings of this tenant and provider; false answers 403. Default: who signed in to a
    /// tenant here may change that tenant's, because the roles that the policy asks for come from settings which that tenant's administrators write; a user
    /// whom the host knows otherwise may change all.
    /// </summary>
    public Func<HttpContext, OidcSettingsKey, ValueTask<bool>> MayChange { get; set; } = (context, key) => ValueTask.FromResult(SessionIdentity.IsOfNoOtherTenant(context.User, key.Tenant));

    /// <summary>What the history calls this user. Default: the name of the identity, else the claim <c>sub</c>.</summary>
    public Func<HttpContext, string?> NameUser { get; set; } = context => context.User.Identity?.Name ?? context.User.FindFirst("sub")?.Value;

    /// <summary>
    /// Writes the body of every answer that is an error; status and headers are already set. Default: null, problem details
    /// (<see href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</see>) with <c>code</c>, <c>remedy</c>, <c>id</c> and <c>findings</c>.
    /// </summary>
    public Func<HttpContext, SettingsApiError, Task>? WriteError { get; set; }
}

using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Endpoints;

/// <summary>
/// The absolute addresses of our endpoints as registered at the provider. Built from the configured public origin: what a request says about
/// its host (<c>Host</c>, <c>X-Forwarded-Host</c>) is the client's word and counts only on loopback.
/// </summary>
internal sealed class RedirectUris(IOptions<OidcEndpointOptions> options)
{
    public Uri Callback(HttpContext context, OidcSettingsKey key) => Absolute(context, PathTemplate.Fill(options.Value.CallbackPath, key));

    public Uri SignedOut(HttpContext context) => Absolute(context, options.Value.SignedOutCallbackPath);

    /// <summary>Whether browsers reach us over https: as configured, because a proxy in front may hide it; else as the request came.</summary>
    public bool IsHttps(HttpContext context) => (options.Value.PublicOrigin?.Scheme ?? context.Request.Scheme) == Uri.UriSchemeHttps;

    /// <summary>The origin of our own pages.</summary>
    /// <exception cref="OidcException">It is not configured and cannot be taken from the request.</exception>
    public string Origin(HttpContext context)
    {
        if (options.Value.PublicOrigin is { } configured)
        {
            return configured.GetLeftPart(UriPartial.Authority);
        }

        var host = context.Request.Host;
        return IsLoopback(host.Host)
            ? $"{context.Request.Scheme}://{host.ToUriComponent()}"
            : throw new OidcException(OidcErrorCodes.PublicOriginMissing, "The request names a host that is not loopback, and no public origin is configured.");
    }

    private Uri Absolute(HttpContext context, string path) => new(Origin(context) + context.Request.PathBase.ToUriComponent() + path);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

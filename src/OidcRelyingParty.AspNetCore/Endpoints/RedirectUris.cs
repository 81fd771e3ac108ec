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

    /// <summary>The same; null while the host has no public origin.</summary>
    public Uri? FindCallback(HttpContext context, OidcSettingsKey key) => FindOrigin(context) is null ? null : Callback(context, key);

    public Uri SignedOut(HttpContext context) => Absolute(context, options.Value.SignedOutCallbackPath);

    /// <summary>Whether browsers reach us over https: as configured, because a proxy in front may hide it; else as the request came.</summary>
    public bool IsHttps(HttpContext context) => (options.Value.PublicOrigin?.Scheme ?? context.Request.Scheme) == Uri.UriSchemeHttps;

    /// <summary>The origin of our own pages.</summary>
    /// <exception cref="OidcException">It is not configured and cannot be taken from the request.</exception>
    public string Origin(HttpContext context) => FindOrigin(context)
        ?? throw new OidcException(OidcErrorCodes.PublicOriginMissing, "The request names a host that is not loopback, and no public origin is configured.");

    /// <summary>The path of an address on our own origin; null for any other.</summary>
    public string? ToLocalPath(HttpContext context, string? address) => address?.StartsWith('/') != false
        ? address
        : Uri.TryCreate(address, UriKind.Absolute, out var url) && url.UserInfo.Length == 0 && url.GetLeftPart(UriPartial.Authority) == FindOrigin(context)
            ? url.PathAndQuery
            : null;

    private string? FindOrigin(HttpContext context) => options.Value.PublicOrigin is { } configured
        ? configured.GetLeftPart(UriPartial.Authority)
        : IsLoopback(context.Request.Host.Host) ? $"{context.Request.Scheme}://{context.Request.Host.ToUriComponent()}"
        : null;

    private Uri Absolute(HttpContext context, string path) => new(Origin(context) + context.Request.PathBase.ToUriComponent() + path);

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>
/// Whether a POST comes from this site's own pages: the browser says so (<c>Sec-Fetch-Site</c>, or <c>Origin</c>), or the form carries the
/// framework's antiforgery field. A request that proves neither is refused.
/// </summary>
internal sealed class SameSiteRequest(RedirectUris redirectUris, IAntiforgery antiforgery)
{
    // A token and a few fields; larger forms are not read.
    private const int MaxFormLength = 16 * 1024;

    public async Task<bool> IsProvenAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.TryGetValue("Sec-Fetch-Site", out var site) && site.Count == 1 && site[0] is "same-origin" or "none")
        {
            return true;
        }

        // "null" is what browsers send from a page of ours too: it tells its address to nobody (Referrer-Policy). It proves nothing and denies nothing.
        if (headers.Origin is { Count: 1 } origin && origin[0] != "null")
        {
            return string.Equals(origin[0], redirectUris.Origin(context), StringComparison.OrdinalIgnoreCase);
        }

        return !(context.Request.ContentLength > MaxFormLength) && await HasAntiforgeryTokenAsync(context);
    }

    private async Task<bool> HasAntiforgeryTokenAsync(HttpContext context)
    {
        try
        {
            return await antiforgery.IsRequestValidAsync(context);
        }
        // A form that cannot be read holds no token. The framework's reader throws the second for a charset it refuses (UTF-7).
        catch (Exception e) when (e is AntiforgeryValidationException or NotSupportedException)
        {
            return false;
        }
    }
}

using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>
/// Whether a POST comes from this site's own pages: the browser says so (<c>Sec-Fetch-Site</c>, or <c>Origin</c>), or the form carries the
/// framework's antiforgery field. A request that proves neither is refused.
/// </summary>
internal sealed class SameSiteRequest(RedirectUris redirectUris, IAntiforgery antiforgery)
{
    public async Task<bool> IsProvenAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (headers.TryGetValue("Sec-Fetch-Site", out var site) && site.Count == 1 && site[0] is "same-origin" or "none")
        {
            return true;
        }

        if (headers.Origin is { Count: 1 } origin)
        {
            return string.Equals(origin[0], redirectUris.Origin(context), StringComparison.OrdinalIgnoreCase);
        }

        return await antiforgery.IsRequestValidAsync(context);
    }
}

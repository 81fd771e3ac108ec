using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>Headers of every answer of our endpoints.</summary>
internal static class ResponseHeaders
{
    /// <summary>Kept by no cache, and its address told to nobody: it may hold a code or a state.</summary>
    public static void NoStore(HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers.Pragma = "no-cache";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers.XContentTypeOptions = "nosniff";
    }

    /// <summary>When to try again, where the failure knows it.</summary>
    public static void RetryAfter(HttpResponse response, OidcException? failure)
    {
        if (failure?.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }
    }
}

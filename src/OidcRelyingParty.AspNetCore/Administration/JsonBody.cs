using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using OidcRelyingParty.Formats;

namespace OidcRelyingParty.Administration;

/// <summary>The document of a request, which must be JSON in UTF-8 and not too long.</summary>
internal static class JsonBody
{
    /// <summary>The bytes; null when the request has no body.</summary>
    /// <exception cref="OidcException">It is something else, or too long.</exception>
    public static async Task<ReadOnlyMemory<byte>?> FindAsync(HttpContext context)
    {
        // Two returns: in one expression null would become an empty document.
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false && context.Request.ContentType is null)
        {
            return null;
        }

        return await ReadAsync(context);
    }

    /// <summary>The bytes.</summary>
    /// <exception cref="OidcException">They are something else, or too many.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContext context)
    {
        var request = context.Request;
        if (!IsJson(request))
        {
            throw new OidcException(OidcErrorCodes.SettingsContentType, "The content type must be application/json, in UTF-8 and not compressed.");
        }

        const int Max = SettingsFormat.MaxDocumentLength;
        // What the client says of the length can only make the buffer smaller.
        var buffer = new byte[Math.Min(request.ContentLength ?? Max, Max) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        return length <= Max && !(request.ContentLength > Max)
            ? buffer.AsMemory(0, length)
            : throw new OidcException(OidcErrorCodes.SettingsTooLarge, $"The document is longer than {Max} bytes.");
    }

    private static bool IsJson(HttpRequest request) =>
        request.Headers is { ContentType.Count: 1, ContentEncoding.Count: 0 }
        && MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
}

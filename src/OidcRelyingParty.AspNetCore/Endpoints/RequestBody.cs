using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>Reads a request's body up to a limit.</summary>
internal static class RequestBody
{
    /// <summary>The body; null when it is longer than the limit, in bytes.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int maxLength)
    {
        // What the client says of the length can only make the buffer smaller.
        var buffer = new byte[Math.Min(request.ContentLength ?? maxLength, maxLength) + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length <= maxLength ? new ReadOnlyMemory<byte>(buffer, 0, length) : default(ReadOnlyMemory<byte>?); // a plain null would be an empty memory
    }
}

using System.Net;

namespace OidcRelyingParty.Wire;

/// <summary>A provider's answer, read whole and within the limits.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">The media type in lower case, without parameters; empty when there is none.</param>
/// <param name="Body">The body.</param>
/// <param name="CacheLifetime">What <c>Cache-Control: max-age</c> asks for.</param>
internal sealed record ProviderResponse(HttpStatusCode Status, string MediaType, byte[] Body, TimeSpan? CacheLifetime)
{
    /// <summary>Where a redirect leads; null when there is none. Nobody follows it.</summary>
    public Uri? Location { get; init; }

    public bool IsOk => Status == HttpStatusCode.OK;

    /// <summary>The provider, or a gateway before it, cannot answer at the moment.</summary>
    public bool IsUnavailable => Status is >= HttpStatusCode.InternalServerError or HttpStatusCode.TooManyRequests;

    public bool IsJson => MediaType == "application/json";

    public bool IsJwt => MediaType == "application/jwt";

    /// <summary>For messages; never any part of the body.</summary>
    public string Describe() => $"HTTP {(int)Status}, {(MediaType.Length == 0 ? "no content type" : Printable.Of(MediaType))}, {Body.Length} bytes";
}

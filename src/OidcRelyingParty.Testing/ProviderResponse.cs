using System.Text;
using System.Text.Json.Nodes;

namespace OidcRelyingParty.Testing;

/// <summary>An answer of the provider.</summary>
/// <param name="statusCode">The HTTP status.</param>
/// <param name="contentType">The media type of the body; null for none.</param>
/// <param name="body">The body as it goes over the wire; null for none.</param>
public sealed class ProviderResponse(int statusCode, string? contentType = null, byte[]? body = null)
{
    /// <summary>The HTTP status.</summary>
    public int StatusCode { get; } = statusCode;

    /// <summary>The media type of the body, or null.</summary>
    public string? ContentType { get; } = contentType;

    /// <summary>The body as it goes over the wire.</summary>
    public ReadOnlyMemory<byte> Body { get; } = body ?? [];

    /// <summary>Further headers; names are compared without regard to case.</summary>
    public ProviderParameters Headers { get; } = new(StringComparison.OrdinalIgnoreCase);

    /// <summary>The sessions that are over with this answer.</summary>
    internal IReadOnlyList<EndedSession> EndedSessions { get; set; } = [];

    /// <summary>An answer in JSON that no cache keeps.</summary>
    /// <param name="body">What to send.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public static ProviderResponse Json(JsonNode body, int statusCode = 200)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Text(body.ToJsonString(), "application/json", statusCode);
    }

    /// <summary>An answer in JSON that says nothing about caching.</summary>
    /// <param name="body">What to send.</param>
    public static ProviderResponse CacheableJson(JsonNode body)
    {
        ArgumentNullException.ThrowIfNull(body);
        return new ProviderResponse(200, "application/json", Encoding.UTF8.GetBytes(body.ToJsonString()));
    }

    /// <summary>An error of the token, UserInfo or revocation endpoint.</summary>
    /// <param name="error">The error code, such as <c>invalid_grant</c>.</param>
    /// <param name="description">Words for a developer.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public static ProviderResponse Error(string error, string description, int statusCode = 400) =>
        Json(new JsonObject { ["error"] = error, ["error_description"] = description }, statusCode);

    /// <summary>An answer in any media type that no cache keeps.</summary>
    /// <param name="body">What to send.</param>
    /// <param name="contentType">The media type.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public static ProviderResponse Text(string body, string contentType, int statusCode = 200) =>
        new ProviderResponse(statusCode, contentType, Encoding.UTF8.GetBytes(body)).WithHeader("Cache-Control", "no-store");

    /// <summary>An HTML page that no cache keeps.</summary>
    /// <param name="html">What to send.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public static ProviderResponse Html(string html, int statusCode = 200) => Text(html, "text/html; charset=utf-8", statusCode);

    /// <summary>A redirect.</summary>
    /// <param name="location">Where to; sent as it stands.</param>
    /// <param name="statusCode">The HTTP status.</param>
    public static ProviderResponse Redirect(string location, int statusCode = 302) =>
        new ProviderResponse(statusCode).WithHeader("Location", location).WithHeader("Cache-Control", "no-store");

    /// <summary>Adds a header and returns this answer.</summary>
    /// <param name="name">The header's name.</param>
    /// <param name="value">The header's value.</param>
    public ProviderResponse WithHeader(string name, string value)
    {
        Headers.Add(name, value);
        return this;
    }
}

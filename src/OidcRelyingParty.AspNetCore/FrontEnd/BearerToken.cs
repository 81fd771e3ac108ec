using System.Text.Json.Serialization;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.FrontEnd;

/// <summary>The answer of the token endpoint, in the form of <see href="https://www.rfc-editor.org/rfc/rfc6749#section-5.1">RFC 6749, 5.1</see>.</summary>
internal sealed class BearerToken(string accessToken, TimeSpan lifetime)
{
    public const string Type = "Bearer";

    [JsonPropertyName(WireNames.AccessToken)]
    public string AccessToken { get; } = accessToken;

    [JsonPropertyName(WireNames.TokenType)]
    public string TokenType { get; } = Type;

    [JsonPropertyName(WireNames.ExpiresIn)]
    public long ExpiresIn { get; } = (long)lifetime.TotalSeconds;
}

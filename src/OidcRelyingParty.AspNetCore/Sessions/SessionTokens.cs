using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty.Sessions;

/// <summary>The tokens of a session, kept where the framework's <c>GetTokenAsync</c> looks for them.</summary>
internal sealed record SessionTokens(Secret? AccessToken, Secret? RefreshToken, Secret? IdToken, DateTimeOffset? ExpiresAt)
{
    public const string AccessTokenName = "access_token";
    private const string RefreshTokenName = "refresh_token";
    private const string IdTokenName = "id_token";
    private const string ExpiresAtName = "expires_at";
    private const string LifetimeName = "expires_in";

    /// <summary>How long the access token was good for when it came; null when that is not known.</summary>
    public TimeSpan? Lifetime { get; init; }

    public static SessionTokens Of(AuthenticationProperties properties) => new(
        Read(properties, AccessTokenName),
        Read(properties, RefreshTokenName),
        Read(properties, IdTokenName),
        DateTimeOffset.TryParse(properties.GetTokenValue(ExpiresAtName), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var expiresAt) ? expiresAt : null)
    {
        Lifetime = TimeSpan.TryParse(properties.GetTokenValue(LifetimeName), CultureInfo.InvariantCulture, out var lifetime) ? lifetime : null,
    };

    /// <summary>The tokens after a response: what it does not bring stays as it was.</summary>
    public SessionTokens With(TokenResponse response, DateTimeOffset now) => new(
        response.AccessToken,
        response.RefreshToken ?? RefreshToken,
        response.IdToken ?? IdToken,
        response.ExpiresIn is { } lifetime ? now + lifetime : null)
    {
        Lifetime = response.ExpiresIn,
    };

    public void WriteTo(AuthenticationProperties properties) => properties.StoreTokens(new (string Name, string? Value)[]
    {
        (AccessTokenName, AccessToken?.Reveal()),
        (RefreshTokenName, RefreshToken?.Reveal()),
        (IdTokenName, IdToken?.Reveal()),
        (ExpiresAtName, ExpiresAt?.ToString("o", CultureInfo.InvariantCulture)),
        (LifetimeName, Lifetime?.ToString("c", CultureInfo.InvariantCulture)),
    }.Where(token => token.Value is not null).Select(token => new AuthenticationToken { Name = token.Name, Value = token.Value! })); // filtered above

    private static Secret? Read(AuthenticationProperties properties, string name) =>
        properties.GetTokenValue(name) is { Length: > 0 } value ? new Secret(value) : null;
}

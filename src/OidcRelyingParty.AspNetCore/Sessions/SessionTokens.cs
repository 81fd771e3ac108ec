using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty.Sessions;

/// <summary>The tokens of a session, kept where the framework's <c>GetTokenAsync</c> looks for them.</summary>
internal sealed record SessionTokens
{
    private const string AccessTokenName = "access_token";
    private const string RefreshTokenName = "refresh_token";
    private const string IdTokenName = "id_token";
    private const string ExpiresAtName = "expires_at";
    private const string LifetimeName = "expires_in";
    private const string RetryAtName = "retry_at";

    public Secret? AccessToken { get; init; }

    public Secret? RefreshToken { get; init; }

    public Secret? IdToken { get; init; }

    /// <summary>When the access token ends; null when that is not known.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>How long the access token was good for when it came; null when that is not known.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>When the provider may be asked again, after it could not be; kept here so that all nodes know.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    public static SessionTokens Of(AuthenticationProperties properties) => new()
    {
        AccessToken = Read(properties, AccessTokenName),
        RefreshToken = Read(properties, RefreshTokenName),
        IdToken = Read(properties, IdTokenName),
        ExpiresAt = ReadInstant(properties, ExpiresAtName),
        Lifetime = TimeSpan.TryParse(properties.GetTokenValue(LifetimeName), CultureInfo.InvariantCulture, out var lifetime) ? lifetime : null,
        RetryAt = ReadInstant(properties, RetryAtName),
    };

    /// <summary>The tokens after a response: what it does not bring stays as it was.</summary>
    public SessionTokens With(TokenResponse response, DateTimeOffset now) => new()
    {
        AccessToken = response.AccessToken,
        RefreshToken = response.RefreshToken ?? RefreshToken,
        IdToken = response.IdToken ?? IdToken,
        ExpiresAt = response.ExpiresIn is { } lifetime ? now + lifetime : null,
        Lifetime = response.ExpiresIn,
    };

    public void WriteTo(AuthenticationProperties properties) => properties.StoreTokens(new (string Name, string? Value)[]
    {
        (AccessTokenName, AccessToken?.Reveal()),
        (RefreshTokenName, RefreshToken?.Reveal()),
        (IdTokenName, IdToken?.Reveal()),
        (ExpiresAtName, ExpiresAt?.ToString("o", CultureInfo.InvariantCulture)),
        (LifetimeName, Lifetime?.ToString("c", CultureInfo.InvariantCulture)),
        (RetryAtName, RetryAt?.ToString("o", CultureInfo.InvariantCulture)),
    }.Where(token => token.Value is not null).Select(token => new AuthenticationToken { Name = token.Name, Value = token.Value! })); // filtered above

    private static Secret? Read(AuthenticationProperties properties, string name) =>
        properties.GetTokenValue(name) is { Length: > 0 } value ? new Secret(value) : null;

    private static DateTimeOffset? ReadInstant(AuthenticationProperties properties, string name) =>
        DateTimeOffset.TryParse(properties.GetTokenValue(name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant : null;
}

using OidcRelyingParty.Authorization;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty.Tests.IdTokens;

/// <summary>A sign-in at the moment its tokens arrive: a perfect ID token, and the validator that looks at it.</summary>
internal sealed class IdTokenScene : IAsyncDisposable
{
    public const string AccessToken = "access-token-of-alice";
    public const string Nonce = "bm9uY2Utb2YtYWxpY2U";

    private readonly CoreHost _host;

    public IdTokenScene(CoreHost? host = null) => _host = host ?? new CoreHost();

    public TestProvider Provider => _host.Provider;

    public ManualTimeProvider Clock => _host.Clock;

    public TestClient Client => _host.Client;

    public DateTimeOffset Now => Clock.UtcNow;

    public TimeSpan? MaxAge { get; set; }

    public string[] RequiredAcrValues { get; set; } = [];

    public void Change(Func<OidcSettings, OidcSettings> change) => _host.Change(change);

    /// <summary>A token that is accepted.</summary>
    public IdTokenBuilder Perfect() => Provider.CreateIdToken(Client.ClientId, Nonce).WithAccessTokenHash(AccessToken);

    /// <summary>The code of the rule that a token breaks; null when it is accepted.</summary>
    public Task<string?> CodeOfAsync(IdTokenBuilder token) => CodeOfAsync(token.Build());

    /// <inheritdoc cref="CodeOfAsync(IdTokenBuilder)"/>
    public Task<string?> CodeOfAsync(string token) => Refusal.CodeOfAsync(() => ValidateAsync(token));

    public async Task<ValidatedIdToken> ValidateAsync(string token)
    {
        var snapshot = await _host.Get<ProviderMetadataCache>().GetAsync(ProviderAddress.Of(_host.Settings), CancellationToken.None);
        Provider.ClearRequests();
        var pending = new PendingSignIn
        {
            SettingsKey = _host.Settings.Key,
            SettingsVersion = _host.Settings.Version,
            State = "c3RhdGU",
            Nonce = Nonce,
            CodeVerifier = new Secret("dmVyaWZpZXI"),
            RedirectUri = new Uri(CoreHost.RedirectUri),
            ResponseMode = AuthorizationResponseMode.Query,
            StartedAt = Started,
            MaxAge = MaxAge,
            RequiredAcrValues = RequiredAcrValues,
        };
        var tokens = new TokenResponse { IdToken = new Secret(token), AccessToken = new Secret(AccessToken) };
        return await _host.Get<IdTokenValidator>().ValidateAsync(tokens, _host.Settings, snapshot, pending, CancellationToken.None);
    }

    /// <summary>When the sign-in began.</summary>
    public DateTimeOffset Started { get; set; } = new ManualTimeProvider().UtcNow;

    public ValueTask DisposeAsync() => _host.DisposeAsync();
}

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using ProviderClient = OidcRelyingParty.Wire.ProviderClient;

namespace OidcRelyingParty.Tests;

/// <summary>A program without ASP.NET Core that signs users in, and its provider: one process, one clock, no network.</summary>
internal sealed class CoreHost : IAsyncDisposable
{
    public const string RedirectUri = "https://rp.example.test/signin-oidc";

    // Made once: making RSA keys takes time. Tests that rotate keys bring their own.
    private static readonly TestSigningKeys SharedKeys = new();

    private readonly ServiceProvider _services;

    public CoreHost(
        Action<OidcRelyingPartyOptions>? options = null,
        Action<OidcRelyingPartyBuilder>? build = null,
        Action<TestProviderOptions>? provider = null,
        Func<TestProvider, HttpMessageHandler>? network = null)
    {
        var providerOptions = new TestProviderOptions { TimeProvider = Clock, Keys = SharedKeys, AutoSignIn = "alice" };
        provider?.Invoke(providerOptions);
        Provider = new TestProvider(providerOptions);
        Client.IdTokenSigningAlgorithm = "ES256";
        Client.RedirectUris.Add(RedirectUri);

        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        var builder = services.AddOidcRelyingPartyCore(options).UseSettingsStore(Store);
        services.AddHttpClient(ProviderClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => network?.Invoke(Provider) ?? Provider.CreateHandler());
        build?.Invoke(builder);
        _services = services.BuildServiceProvider();

        Settings = new OidcSettings
        {
            Issuer = IssuerUrl.Parse(Provider.Issuer),
            ClientId = Client.ClientId,
            ClientSecret = new Secret(Client.ClientSecret!),
        };
        Store.Put(Settings);
    }

    public ManualTimeProvider Clock { get; } = new();

    public TestProvider Provider { get; }

    public TestClient Client => Provider.Clients[0];

    public InMemorySettingsStore Store { get; } = new();

    public CapturedLog Log { get; } = new();

    /// <summary>The settings in force.</summary>
    public OidcSettings Settings { get; private set; }

    public RelyingParty RelyingParty => Get<RelyingParty>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Puts changed settings in force; give them another version to leave the former ones known.</summary>
    public void Change(Func<OidcSettings, OidcSettings> change) => Store.Put(Settings = change(Settings));

    public Task<AuthorizationRequest> BeginAsync(SignInRequest? request = null) =>
        RelyingParty.BeginSignInAsync(Settings.Key, request ?? new SignInRequest { RedirectUri = new Uri(RedirectUri) });

    /// <summary>What the provider sends back through the browser once the user has signed in there.</summary>
    public async Task<string> AnswerAsync(AuthorizationRequest request)
    {
        using var browser = new TestBrowser(Provider.CreateHandler());
        return (await browser.SignInAsync(request.Url.AbsoluteUri)).Query;
    }

    public async Task<SignInResult> SignInAsync(SignInRequest? request = null)
    {
        var begun = await BeginAsync(request);
        return await RelyingParty.CompleteSignInAsync(AuthorizationResponse.ParseQuery(await AnswerAsync(begun)), begun.Pending);
    }

    /// <summary>The code of the error that a sign-in ends with; null when the user is signed in.</summary>
    public Task<string?> CodeOfSignInAsync(SignInRequest? request = null) => Refusal.CodeOfAsync(() => SignInAsync(request));

    /// <summary>Lets an endpoint of the provider answer something else.</summary>
    public void Answer(ProviderEndpoint endpoint, Func<ProviderResponse> answer) => Provider.Behaviour.Respond =
        request => Task.FromResult(request.Endpoint == endpoint ? answer() : null);

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

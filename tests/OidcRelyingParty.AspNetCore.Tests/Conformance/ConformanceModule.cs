using System.Net;
using Microsoft.AspNetCore.Builder;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>One module of the suite: a fresh host, and our provider playing the suite's with one thing wrong.</summary>
internal sealed class ConformanceModule : IAsyncDisposable
{
    /// <summary>What is asked of the provider when the ID token is refused, and nothing else.</summary>
    public static readonly ProviderEndpoint[] UpToIdToken =
        [ProviderEndpoint.Discovery, ProviderEndpoint.KeySet, ProviderEndpoint.Authorization, ProviderEndpoint.Token];

    /// <summary>What a whole sign-in asks of the provider, and nothing else.</summary>
    public static readonly ProviderEndpoint[] WholeSignIn = [.. UpToIdToken, ProviderEndpoint.UserInfo];

    private const string Page = "/page";

    private ConformanceModule(TestHost host) => Host = host;

    public TestHost Host { get; }

    public TestProvider Provider => Host.Provider;

    /// <summary>What the provider was asked, in order.</summary>
    public ProviderEndpoint[] Asked => [.. Provider.Requests.Select(request => request.Endpoint)];

    public IReadOnlyList<ProviderRequest> AuthorizationRequests =>
        [.. Provider.Requests.Where(request => request.Endpoint == ProviderEndpoint.Authorization)];

    /// <summary>Starts the module.</summary>
    /// <param name="mode">The response mode of the plan.</param>
    /// <param name="provider">What is wrong with the provider, or odd.</param>
    /// <param name="settings">What the module wants of the settings.</param>
    /// <param name="app">What the module wants of the application.</param>
    public static async Task<ConformanceModule> StartAsync(
        AuthorizationResponseMode mode = AuthorizationResponseMode.Query,
        Action<TestProvider>? provider = null,
        Func<OidcSettings, OidcSettings>? settings = null,
        Action<WebApplication>? app = null) =>
        new(await TestHost.StartAsync(options =>
        {
            options.App = app;
            options.ProviderOptions.Keys = null;
            options.ProviderOptions.AutoSignIn = "alice";
            options.Provider = SuiteHabits.Adopt;
            options.Provider += provider;
            options.Settings = usual => (settings ?? (same => same))(usual with { ResponseMode = mode });
        }));

    /// <summary>Signs in and asserts that it ends on the page, having asked exactly this (nothing given: a whole sign-in).</summary>
    public async Task<SessionView> AssertAcceptedAsync(params ProviderEndpoint[] asked)
    {
        var answer = await Host.Browser.AuthorizeAsync("alice", Page);
        var response = await Host.Browser.FollowAsync(answer);
        var me = await Host.Browser.MeAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.Content.ReadAsStringAsync());
        Assert.That(response.RequestMessage!.RequestUri!.AbsoluteUri, Is.EqualTo(TestHost.Origin + Page));
        Assert.That(me?.Sub, Is.EqualTo("user-alice"));
        Assert.That(Host.Browser.AppCookies.Select(cookie => cookie.Name), Is.EqualTo(new[] { "__Host-oidc.session" }));
        Assert.That(Asked, Is.EqualTo(asked.Length == 0 ? WholeSignIn : asked));
        await AssertEndedAsync(answer);
        return me!;
    }

    /// <summary>Signs in and asserts that it is refused with this code, having asked exactly this (nothing given: all up to the ID token).</summary>
    public async Task AssertRefusedAsync(string code, params ProviderEndpoint[] asked)
    {
        var answer = await Host.Browser.AuthorizeAsync("alice", Page);
        var response = await Host.Browser.FollowAsync(answer);

        await Host.AssertRefusedAsync(response, code);
        Assert.That(Asked, Is.EqualTo(asked.Length == 0 ? UpToIdToken : asked));
        await AssertEndedAsync(answer);
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    /// <summary>
    /// What the suite checks of every request; and that after the end nothing but the key set is asked for, although the user opens pages,
    /// starts over and sends the same answer again, and time passes.
    /// </summary>
    private async Task AssertEndedAsync(HttpResponseMessage answer)
    {
        WireChecks.AssertAll(Provider);
        Provider.ClearRequests();

        using var page = await Host.Browser.GetAsync(Page);
        using var data = await Host.Browser.FetchJsonAsync("/api/data");
        using var start = await Host.Browser.GetAsync("/login");
        using var again = await Host.Browser.StepAsync(answer, "alice");
        Host.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await again!.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateUnknown));
        Assert.That(Asked.Where(endpoint => endpoint != ProviderEndpoint.KeySet), Is.Empty, "the suite fails a module for any late request");
    }
}

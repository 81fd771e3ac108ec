using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>A browser that goes away in the middle of its callback.</summary>
public sealed class AbortTests
{
    private static readonly string[] Points = ["settings", "replay", nameof(ProviderEndpoint.Token), nameof(ProviderEndpoint.UserInfo)];

    [TestCaseSource(nameof(Points))]
    public async Task A297_A_browser_that_goes_away_redeems_nothing_twice_and_leaves_no_session(string point)
    {
        var gate = new Gate();
        var settings = new GatedSettingsStore(gate);
        await using var host = await TestHost.StartAsync(options => options.Services = services => services
            .Replace(ServiceDescriptor.Singleton<IReplayStore>(new GatedReplayStore(gate)))
            .Replace(ServiceDescriptor.Singleton<IOidcSettingsStore>(settings)));
        settings.Put(host.FittingSettings());
        host.Provider.Behaviour.Respond = async request =>
        {
            await gate.PassAsync(request.Endpoint.ToString(), CancellationToken.None);
            return null;
        };
        var answer = await host.Browser.CatchCallbackAsync();
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("Cookie", host.Browser.Cookies.GetCookieHeader(new Uri(TestHost.CallbackUrl)));
        using var abort = new CancellationTokenSource();

        gate.Close(point);
        var callback = client.GetAsync("/signin-oidc?" + answer.ToQueryString(), abort.Token);
        await gate.Reached;
        await abort.CancelAsync();
        gate.Open();

        Assert.That(async () => await callback, Throws.InstanceOf<OperationCanceledException>());
        using var again = await client.GetAsync("/signin-oidc?" + answer.ToQueryString());
        Assert.That(host.TokenRequests(), Is.LessThanOrEqualTo(1));
        Assert.That((int)again.StatusCode, Is.EqualTo(302).Or.EqualTo(400), "finished now, or refused as used");
        Assert.That(host.Logs.Ours.Count(line => line.EventId == 6002), Is.LessThanOrEqualTo(1), "signed in once at most");
        await host.Browser.SignInAsync();
        Assert.That(await host.Browser.MeAsync(), Is.Not.Null, "another sign-in works");
    }

    /// <summary>Holds whoever comes to a point until it is opened.</summary>
    private sealed class Gate
    {
        private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile string? _closed;

        public Task Reached => _reached.Task;

        public void Close(string point) => _closed = point;

        public void Open()
        {
            _closed = null;
            _open.TrySetResult();
        }

        public async Task PassAsync(string point, CancellationToken cancellationToken)
        {
            if (point == _closed)
            {
                _reached.TrySetResult();
                await _open.Task.WaitAsync(cancellationToken);
            }
        }
    }

    private sealed class GatedReplayStore(Gate gate) : IReplayStore
    {
        private readonly HashSet<string> _used = [];

        public async ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
        {
            await gate.PassAsync("replay", cancellationToken);
            return _used.Add(key);
        }

        public ValueTask<bool> ContainsAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult(_used.Contains(key));
    }

    private sealed class GatedSettingsStore(Gate gate) : IOidcSettingsStore
    {
        private readonly InMemorySettingsStore _inner = new();

        public void Put(OidcSettings settings) => _inner.Put(settings);

        public async ValueTask<OidcSettings?> FindAsync(OidcSettingsKey key, CancellationToken cancellationToken)
        {
            await gate.PassAsync("settings", cancellationToken);
            return await _inner.FindAsync(key, cancellationToken);
        }

        public ValueTask<OidcSettings?> FindVersionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) =>
            _inner.FindVersionAsync(key, version, cancellationToken);

        public ValueTask<IReadOnlyList<OidcSettings>> FindByTenantAsync(string tenant, CancellationToken cancellationToken) =>
            _inner.FindByTenantAsync(tenant, cancellationToken);

        public ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken) =>
            _inner.FindByIssuerAsync(issuer, cancellationToken);
    }
}

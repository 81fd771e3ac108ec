using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Concurrency;

/// <summary>Many sign-ins at once ask the provider as little as one does.</summary>
public sealed partial class ConcurrencyTests
{
    private TestHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await TestHost.StartAsync(options =>
    {
        options.ProviderOptions.Keys = new TestSigningKeys();
        options.ProviderOptions.AutoSignIn = "alice";
        options.Provider = provider => provider.Clients[0].IdTokenSigningAlgorithm = "ES256";
    });

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task A145_A_thousand_first_sign_ins_cause_one_discovery_and_one_key_set_request()
    {
        var gate = Gate.At(_host.Provider, ProviderEndpoint.Discovery);
        var signIns = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Factory.StartNew(() => BeginAsync())));

        gate.Open();
        var begun = await Task.WhenAll(signIns);

        Assert.That(begun.Select(request => request.Pending.State), Is.Unique);
        Assert.That(Asked(ProviderEndpoint.Discovery), Is.EqualTo(1));
        Assert.That(Asked(ProviderEndpoint.KeySet), Is.EqualTo(1));
    }

    // Above all the one who came first: the request was made on its behalf.
    [Test]
    public async Task Each_of_those_who_wait_can_give_up_alone([Values(0, 5)] int who)
    {
        var gate = Gate.At(_host.Provider, ProviderEndpoint.Discovery);
        using var patience = new CancellationTokenSource();
        var signIns = Enumerable.Range(0, 10).Select(number => BeginAsync(number == who ? patience.Token : default)).ToArray();
        await gate.Reached;

        await patience.CancelAsync();

        Assert.That(async () => await signIns[who], Throws.InstanceOf<OperationCanceledException>());
        Assert.That(signIns.Count(signIn => signIn.IsCompleted), Is.EqualTo(1));
        gate.Open();
        await Task.WhenAll(signIns.Where((_, number) => number != who));
        Assert.That(Asked(ProviderEndpoint.Discovery), Is.EqualTo(1));
    }

    [Test]
    public async Task When_all_have_given_up_the_answer_still_serves_the_next()
    {
        var gate = Gate.At(_host.Provider, ProviderEndpoint.Discovery);
        using var patience = new CancellationTokenSource();
        var signIn = BeginAsync(patience.Token);
        await gate.Reached;
        await patience.CancelAsync();
        Assert.That(async () => await signIn, Throws.InstanceOf<OperationCanceledException>());

        gate.Open();
        await BeginAsync();

        Assert.That(Asked(ProviderEndpoint.Discovery), Is.EqualTo(1));
    }

    [Test]
    public async Task A147_A_thousand_sign_ins_in_ten_seconds_ask_a_dead_provider_once_a_second_at_most()
    {
        _host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("down");
        using var client = _host.CreateClient();
        client.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        for (var number = 0; number < 1000; number++)
        {
            using var response = await client.GetAsync("/login");

            Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(response.Headers.RetryAfter?.Delta, Is.GreaterThan(TimeSpan.Zero));
            _host.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        var attempts = _host.Provider.Requests.Select(request => request.ReceivedAt).ToArray();

        Assert.That(attempts, Has.Length.InRange(2, 10));
        Assert.That(attempts.Zip(attempts.Skip(1), (before, after) => after - before), Is.All.GreaterThanOrEqualTo(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public async Task A_thousand_sign_ins_at_once_share_one_attempt_and_its_failure()
    {
        _host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("down");

        var signIns = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(async () =>
        {
            try
            {
                await BeginAsync();
                return null;
            }
            catch (OidcException e)
            {
                return e.Error.Code;
            }
        })));

        Assert.That(signIns, Is.All.EqualTo(OidcErrorCodes.ProviderUnreachable));
        Assert.That(_host.Provider.Requests, Has.Count.EqualTo(1));
    }

    private Task<AuthorizationRequest> BeginAsync(CancellationToken cancellationToken = default) => _host.RelyingParty.BeginSignInAsync(
        OidcSettingsKey.Default, new SignInRequest { RedirectUri = new Uri(TestHost.CallbackUrl) }, cancellationToken);

    private int Asked(ProviderEndpoint endpoint) => _host.Provider.CountOf(endpoint);
}

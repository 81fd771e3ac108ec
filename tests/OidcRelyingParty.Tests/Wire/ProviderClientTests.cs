using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Testing;
using ProviderClient = OidcRelyingParty.Wire.ProviderClient;

namespace OidcRelyingParty.Tests.Wire;

/// <summary>The client as hosts get it, with its own handler and real sockets on loopback.</summary>
[TestFixture]
internal sealed class ProviderClientTests
{
    private TestProvider _provider = null!;
    private ServiceProvider _services = null!;
    private ManualTimeProvider _clock = null!;

    [SetUp]
    public async Task SetUp()
    {
        _provider = await TestProvider.StartAsync();
        _clock = new ManualTimeProvider();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_clock);
        services.AddOidcRelyingPartyCore(options => options.AllowInsecureHttpOnLoopback = true);
        _services = services.BuildServiceProvider();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _services.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [TestCase("GET", 301)]
    [TestCase("GET", 302)]
    [TestCase("GET", 307)]
    [TestCase("GET", 308)]
    [TestCase("POST", 302)]
    [TestCase("POST", 303)]
    [TestCase("POST", 307)]
    [TestCase("POST", 308)]
    public async Task A139_A_redirect_is_not_followed(string method, int status)
    {
        _provider.Behaviour.Respond = request => Task.FromResult(
            request.Endpoint == ProviderEndpoint.Unknown ? null : ProviderResponse.Redirect(_provider.Issuer + "/elsewhere", status));

        var answer = await SendAsync(method);

        Assert.That((int)answer, Is.EqualTo(status));
        Assert.That(_provider.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task It_keeps_no_cookies_asks_for_no_encoding_and_says_nothing_of_itself()
    {
        _provider.Behaviour.Respond = _ => Task.FromResult<ProviderResponse?>(new ProviderResponse(200).WithHeader("Set-Cookie", "a=b; Path=/"));

        await SendAsync("GET");
        await SendAsync("GET");

        Assert.That(_provider.Requests.SelectMany(request => request.Headers).Select(header => header.Key), Is.EqualTo(new[] { "Host", "Host" }));
    }

    [TestCase(0, null)]
    [TestCase(1, OidcErrorCodes.ProviderResponse)]
    public async Task A136_No_more_than_1_MB_is_read(int more, string? code)
    {
        var body = new byte[(1024 * 1024) + more];
        _provider.Behaviour.Respond = _ => Task.FromResult<ProviderResponse?>(new ProviderResponse(200, "application/json", body));

        Assert.That(await Refusal.CodeOfAsync(() => SendAsync("GET")), Is.EqualTo(code));
    }

    [Test]
    public async Task A299_Nobody_there_is_a_provider_that_cannot_be_reached()
    {
        var address = _provider.MetadataAddress;
        await _provider.DisposeAsync();

        var exception = await Refusal.OfAsync(() => SendAsync("GET", address + "?secret=in-the-query"));

        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.ProviderUnreachable));
        Assert.That(exception.RetryAfter, Is.Not.Null);
        Assert.That(exception.ToString(), Does.Not.Contain("in-the-query"));
    }

    [Test]
    public async Task A305_A_connection_that_breaks_is_a_provider_that_cannot_be_reached()
    {
        _provider.Behaviour.Respond = _ => throw new HttpRequestException();

        Assert.That(await Refusal.CodeOfAsync(() => SendAsync("GET")), Is.EqualTo(OidcErrorCodes.ProviderUnreachable));
    }

    [Test]
    public async Task A301_A_provider_that_says_nothing_is_given_up_after_the_time_out()
    {
        var asked = new TaskCompletionSource();
        _provider.Behaviour.Respond = _ =>
        {
            asked.SetResult();
            return new TaskCompletionSource<ProviderResponse?>().Task;
        };
        var sending = Refusal.CodeOfAsync(() => SendAsync("GET"));
        await asked.Task;

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(await sending, Is.EqualTo(OidcErrorCodes.ProviderUnreachable));
    }

    [Test]
    public async Task A297_A_caller_who_goes_away_is_told_so()
    {
        using var cancellation = new CancellationTokenSource();
        _provider.Behaviour.Respond = _ =>
        {
            cancellation.Cancel();
            return new TaskCompletionSource<ProviderResponse?>().Task;
        };

        Assert.That(async () => await SendAsync("GET", cancellationToken: cancellation.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private async Task<HttpStatusCode> SendAsync(string method, string? address = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address ?? _provider.MetadataAddress);
        return (await _services.GetRequiredService<ProviderClient>().SendAsync(request, "test", cancellationToken)).Status;
    }
}

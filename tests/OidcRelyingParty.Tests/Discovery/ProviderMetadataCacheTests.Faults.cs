using Microsoft.Extensions.Logging;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Discovery;

internal sealed partial class ProviderMetadataCacheTests
{
    [Test]
    public async Task A147_A_provider_that_is_down_is_asked_once_a_second_at_most()
    {
        _host.Provider.Behaviour.Respond = _ => throw new HttpRequestException(HttpRequestError.ConnectionError);

        for (var login = 0; login < 1_000; login++)
        {
            var exception = await Refusal.OfAsync(() => _host.BeginAsync());
            Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.ProviderUnreachable));
            Assert.That(exception.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
            _host.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.That(_host.Provider.Requests, Has.Count.InRange(2, 10));
        Assert.That(_host.Log.Of(2002), Has.Count.EqualTo(_host.Provider.Requests.Count), "One line for an attempt, not for a user.");
    }

    [Test]
    public async Task A147_The_waits_grow_to_a_minute_and_differ_between_nodes()
    {
        var waits = new List<double[]>();
        for (var node = 0; node < 8; node++)
        {
            waits.Add(await WaitsAsync());
        }

        double[] longest = [1, 2, 4, 8, 16, 32, 60, 60, 60];
        foreach (var ofOneNode in waits)
        {
            Assert.That(ofOneNode.Zip(longest, (wait, full) => wait <= full && wait >= Math.Max(1, full * 0.75)), Is.All.True, string.Join(' ', ofOneNode));
        }

        Assert.That(waits.Select(ofOneNode => ofOneNode[^1]).Distinct().Count(), Is.GreaterThan(1));
    }

    [Test]
    public async Task A149_The_last_good_snapshot_serves_for_a_day_and_then_nothing_does()
    {
        await _host.SignInAsync();
        _host.Answer(ProviderEndpoint.Discovery, () => new ProviderResponse(500));

        for (var hour = 1; hour < 24; hour++)
        {
            _host.Clock.Advance(TimeSpan.FromHours(1));
            Assert.That(await _host.CodeOfSignInAsync(), Is.Null, $"after {hour} hours");
            // The attempt in the background ends before the clock goes on, or the jump would count as its time-out.
            await Until.TrueAsync(() => _host.Log.Of(2002).Count == _host.Provider.CountOf(ProviderEndpoint.Discovery) - 1);
        }

        _host.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.ProviderUnavailable));

        _host.Provider.Behaviour.Respond = null;
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await _host.CodeOfSignInAsync(), Is.Null, "A311: within one step of the wait.");
    }

    [Test]
    public async Task A128_A_document_that_turns_bad_does_not_replace_the_good_one()
    {
        var good = await GetAsync();
        _host.Provider.Behaviour.Discovery = metadata => metadata["issuer"] = "https://evil.example.test";

        _host.Clock.Advance(TimeSpan.FromHours(2));
        await GetAsync();
        await Until.TrueAsync(() => _host.Log.Of(2002).Count == 1);

        Assert.That(await GetAsync(), Is.SameAs(good));
        Assert.That(_host.Log.Of(2002)[0].Message, Does.Contain(OidcErrorCodes.MetadataIssuer));
        Assert.That(_host.Log.Of(2002)[0].Level, Is.EqualTo(LogLevel.Warning));
    }

    [Test]
    public async Task A306_A_provider_that_does_not_answer_is_given_up_after_the_time_out()
    {
        _host.Provider.Behaviour.Respond = _ =>
        {
            _host.Clock.Advance(TimeSpan.FromSeconds(10));
            return new TaskCompletionSource<ProviderResponse?>().Task;
        };

        var exception = await Refusal.OfAsync(() => _host.BeginAsync());

        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.ProviderUnreachable));
        Assert.That(exception.Error.Message, Does.Contain("10 seconds"));
    }

    [Test]
    public async Task A_fault_that_nobody_thought_of_is_a_provider_that_cannot_be_read()
    {
        _host.Provider.Behaviour.Respond = _ => throw new InvalidOperationException("a handler of the host's own failed");

        Assert.That(await Refusal.CodeOfAsync(() => _host.BeginAsync()), Is.EqualTo(OidcErrorCodes.ProviderUnreachable));
    }

    private static async Task<double[]> WaitsAsync()
    {
        await using var host = new CoreHost();
        host.Provider.Behaviour.Respond = _ => throw new HttpRequestException();
        var waits = new double[9];
        for (var attempt = 0; attempt < waits.Length; attempt++)
        {
            var wait = (await Refusal.OfAsync(() => host.BeginAsync())).RetryAfter!.Value; // a test above sees that it is there
            waits[attempt] = wait.TotalSeconds;
            host.Clock.Advance(wait);
        }

        return waits;
    }
}

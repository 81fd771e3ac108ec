using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Concurrency;

public sealed partial class ConcurrencyTests
{
    [Test]
    public async Task When_a_refresh_is_due_and_the_provider_is_down_the_last_good_document_serves([Values] bool hangs)
    {
        await BeginAsync();
        _host.Clock.Advance(TimeSpan.FromHours(2));
        _host.Provider.ClearRequests();
        var attempted = new TaskCompletionSource();
        var never = new TaskCompletionSource<ProviderResponse?>();
        _host.Provider.Behaviour.Respond = _ =>
        {
            attempted.TrySetResult();
            return hangs ? never.Task : throw new HttpRequestException("down");
        };

        for (var number = 0; number < 200; number++)
        {
            var begun = await BeginAsync();

            Assert.That(begun.Url.AbsoluteUri, Does.StartWith(_host.Provider.AddressOf(ProviderEndpoint.Authorization)));
            _host.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        await attempted.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.That(Asked(ProviderEndpoint.Discovery), Is.InRange(1, 3));
        Assert.That(Asked(ProviderEndpoint.KeySet), Is.Zero);
    }

    [Test]
    public async Task When_the_provider_is_back_the_next_sign_in_refreshes()
    {
        await BeginAsync();
        _host.Clock.Advance(TimeSpan.FromHours(2));
        _host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("down");
        var failed = _host.Logs.WaitForAsync(line => line.EventId == 2002);
        await BeginAsync();
        await failed;
        _host.Provider.Behaviour.Respond = null;
        _host.Clock.Advance(TimeSpan.FromSeconds(2));

        var read = _host.Logs.WaitForAsync(line => line.EventId == 2001);
        await BeginAsync();

        Assert.That(async () => await read, Throws.Nothing);
    }
}

using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

public sealed partial class SessionTests
{
    // Another node ends the session while the answer of the store is on its way to this one.
    [Test]
    public async Task A172_The_check_interval_counts_from_before_the_store_was_asked()
    {
        await Browser.SignInAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(2));
        _host.Store().OnTheWayBack = async () =>
        {
            _host.Store().OnTheWayBack = () => Task.CompletedTask;
            await _host.Store().EndAsync(SessionSelector.All, CancellationToken.None);
            _host.Clock.Advance(TimeSpan.FromSeconds(1.5));
        };
        Assert.That(await Browser.MeAsync(), Is.Not.Null, "the answer was right when it was given");

        _host.Clock.Advance(TimeSpan.FromSeconds(0.5));

        Assert.That(await Browser.MeAsync(), Is.Null);
    }
}

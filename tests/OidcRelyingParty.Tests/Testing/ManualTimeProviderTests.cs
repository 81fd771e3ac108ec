using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class ManualTimeProviderTests
{
    private readonly List<string> _fired = [];
    private ManualTimeProvider _clock = null!;

    [SetUp]
    public void SetUp()
    {
        _fired.Clear();
        _clock = new();
    }

    [Test]
    public void Timers_fire_in_order_each_at_its_own_moment()
    {
        var start = _clock.UtcNow;
        using var late = Timer("late", 3, 0);
        using var periodic = Timer("periodic", 1, 1);

        _clock.Advance(TimeSpan.FromSeconds(3.5));

        Assert.That(_fired, Is.EqualTo(new[] { "periodic 1", "periodic 2", "late 3", "periodic 3" }));
        Assert.That(_clock.UtcNow - start, Is.EqualTo(TimeSpan.FromSeconds(3.5)));

        ITimer Timer(string name, int due, int period) => _clock.CreateTimer(
            _ => _fired.Add($"{name} {(_clock.UtcNow - start).TotalSeconds}"),
            null,
            TimeSpan.FromSeconds(due),
            period == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(period));
    }

    [Test]
    public void A_timer_that_was_disposed_or_stopped_does_not_fire()
    {
        var disposed = _clock.CreateTimer(_ => _fired.Add("disposed"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        using var stopped = _clock.CreateTimer(_ => _fired.Add("stopped"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        disposed.Dispose();
        stopped.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        _clock.Advance(TimeSpan.FromHours(1));

        Assert.That(_fired, Is.Empty);
        Assert.That(disposed.Change(TimeSpan.Zero, TimeSpan.Zero), Is.False);
    }

    [Test]
    public async Task A_delay_ends_when_its_time_has_passed()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock);
        var cancelled = new CancellationTokenSource(TimeSpan.FromMinutes(5), _clock);

        _clock.Advance(TimeSpan.FromMinutes(4));
        var early = delay.IsCompleted || cancelled.IsCancellationRequested;
        _clock.Advance(TimeSpan.FromMinutes(1));
        await delay;

        Assert.That(early, Is.False);
        Assert.That(cancelled.IsCancellationRequested, Is.True);
        cancelled.Dispose();
    }

    [Test]
    public void Setting_the_clock_moves_no_timer_and_no_timestamp()
    {
        using var timer = _clock.CreateTimer(_ => _fired.Add("fired"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        var before = _clock.GetTimestamp();

        _clock.UtcNow = _clock.UtcNow.AddDays(-1);
        var still = _clock.GetElapsedTime(before);
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.That(still, Is.EqualTo(TimeSpan.Zero));
        Assert.That(_clock.GetElapsedTime(before), Is.EqualTo(TimeSpan.FromSeconds(1)));
        Assert.That(_fired, Has.Count.EqualTo(1));
    }
}

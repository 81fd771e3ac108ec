namespace OidcRelyingParty.Testing;

/// <summary>A clock that stands still until it is told to go on, with timers that fire in order while it does.</summary>
public sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _utcNow;
    private long _elapsed;

    /// <summary>Creates a clock at 1 January 2026, 12:00 UTC.</summary>
    public ManualTimeProvider()
        : this(new DateTimeOffset(2026, 1, 1, 12, 0, 0, TimeSpan.Zero))
    {
    }

    /// <summary>Creates a clock.</summary>
    /// <param name="utcNow">The time it shows.</param>
    public ManualTimeProvider(DateTimeOffset utcNow) => _utcNow = utcNow.ToUniversalTime();

    /// <summary>
    /// The time the clock shows. Setting it is what an administrator does to a wrong clock, forward or back: no timer fires, and
    /// <see cref="GetTimestamp"/> does not move.
    /// </summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            lock (_lock)
            {
                return _utcNow;
            }
        }

        set
        {
            lock (_lock)
            {
                _utcNow = value.ToUniversalTime();
            }
        }
    }

    /// <inheritdoc/>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => UtcNow;

    /// <inheritdoc/>
    public override long GetTimestamp()
    {
        lock (_lock)
        {
            return _elapsed;
        }
    }

    /// <summary>Lets time pass. Timers that become due fire on this thread, in order, each seeing the moment it was due.</summary>
    /// <param name="by">How long.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        long end;
        lock (_lock)
        {
            end = _elapsed + by.Ticks;
        }

        while (MoveToNext(end) is { } due)
        {
            due.Fire();
        }
    }

    /// <inheritdoc/>
    /// <remarks>A timer that is due at once fires before this returns.</remarks>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    // Callbacks run outside the lock: they may read the clock and change timers.
    private ManualTimer? MoveToNext(long end)
    {
        lock (_lock)
        {
            var next = _timers.Where(timer => timer.DueAt <= end).MinBy(timer => timer.DueAt);
            var target = Math.Max(_elapsed, next?.DueAt ?? end);
            _utcNow += TimeSpan.FromTicks(target - _elapsed);
            _elapsed = target;
            next?.Reschedule();
            return next;
        }
    }

    private sealed class ManualTimer(ManualTimeProvider clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan _period;
        private bool _disposed;

        /// <summary>When it fires next, in ticks of <see cref="GetTimestamp"/>; the largest value for never.</summary>
        public long DueAt { get; private set; } = long.MaxValue;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                if (_disposed)
                {
                    return false;
                }

                _period = period;
                DueAt = dueTime == Timeout.InfiniteTimeSpan ? long.MaxValue : clock._elapsed + dueTime.Ticks;
                clock._timers.Remove(this);
                clock._timers.Add(this); // at the end: of timers due together, the one set first fires first
                if (dueTime != TimeSpan.Zero)
                {
                    return true;
                }

                Reschedule();
            }

            Fire();
            return true;
        }

        /// <summary>Plans the next firing; called under the clock's lock.</summary>
        public void Reschedule() =>
            DueAt = _period > TimeSpan.Zero ? DueAt + _period.Ticks : long.MaxValue;

        public void Fire() => callback(state);

        public void Dispose()
        {
            lock (clock._lock)
            {
                _disposed = true;
                clock._timers.Remove(this);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

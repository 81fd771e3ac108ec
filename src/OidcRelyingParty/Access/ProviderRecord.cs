namespace OidcRelyingParty.Access;

/// <summary>How the provider of one revision of settings has been. Writers may race; the last one is right enough.</summary>
/// <param name="version">The revision.</param>
internal sealed class ProviderRecord(string version)
{
    private readonly Lock _lock = new();
    private Task? _asking;
    private DateTimeOffset? _reachedAt;
    private DateTimeOffset? _missedSince;
    private OidcError? _problem;
    private bool _wasProbed;

    public string Version { get; } = version;

    public bool IsProven { get; private set; }

    /// <summary>What a sign-in failed with, until one succeeds.</summary>
    public OidcError? Fault { get; set; }

    /// <summary>Whether a sign-in failed at its token endpoint, and nothing has shown since that it answers and accepts the client.</summary>
    public bool IsDoubted { get; private set; }

    /// <summary>When it last answered, or should have.</summary>
    public DateTimeOffset AskedAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>It answered what it was asked.</summary>
    public void Reached(DateTimeOffset now)
    {
        lock (_lock)
        {
            (AskedAt, _reachedAt, _missedSince, _problem) = (now, now, null, null);
        }
    }

    /// <summary>It has shown that sign-ins with these settings work.</summary>
    public void Proved(DateTimeOffset now)
    {
        lock (_lock)
        {
            (IsProven, IsDoubted) = (true, false);
            Reached(now);
        }
    }

    /// <summary>To be probed at once, unless that was the last thing it was asked: whoever can make sign-ins fail must not make us ask more often.</summary>
    public void Doubt()
    {
        lock (_lock)
        {
            IsDoubted = true;
            AskedAt = _wasProbed ? AskedAt : DateTimeOffset.MinValue;
        }
    }

    /// <summary>What it is asked now: the next doubt depends on it.</summary>
    public void Asking(bool isProbe)
    {
        lock (_lock)
        {
            _wasProbed = isProbe;
        }
    }

    /// <summary>It did not answer as it should.</summary>
    public void Missed(DateTimeOffset now, OidcError problem) => Missed(now, now, problem);

    /// <summary>It answered, and waiting changes nothing: the grace time is over at once.</summary>
    public void Refused(DateTimeOffset now, OidcError problem) => Missed(now, DateTimeOffset.MinValue, problem);

    /// <summary>The problem, once it has lasted longer than the grace time; at once when the provider was never fine.</summary>
    public OidcError? ProblemAt(DateTimeOffset now, TimeSpan grace)
    {
        lock (_lock)
        {
            return _missedSince is { } since && (_reachedAt is null || now - since >= grace) ? _problem : null;
        }
    }

    /// <summary>One question for any number of waiting callers.</summary>
    public Task AskOnceAsync(Func<Task> ask)
    {
        lock (_lock)
        {
            return _asking is { IsCompleted: false } ? _asking : _asking = ask();
        }
    }

    private void Missed(DateTimeOffset now, DateTimeOffset since, OidcError problem)
    {
        lock (_lock)
        {
            (AskedAt, _missedSince, _problem) = (now, _missedSince < since ? _missedSince : since, problem);
        }
    }
}

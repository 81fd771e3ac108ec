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

    public string Version { get; } = version;

    public bool IsProven { get; set; }

    /// <summary>What a sign-in failed with, until one succeeds.</summary>
    public OidcError? Fault { get; set; }

    /// <summary>When it last answered, or should have.</summary>
    public DateTimeOffset AskedAt { get; private set; } = DateTimeOffset.MinValue;

    public void Reached(DateTimeOffset now)
    {
        lock (_lock)
        {
            (AskedAt, _reachedAt, _missedSince, _problem) = (now, now, null, null);
        }
    }

    public void Missed(DateTimeOffset now, OidcError problem)
    {
        lock (_lock)
        {
            (AskedAt, _missedSince, _problem) = (now, _missedSince ?? now, problem);
        }
    }

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
}

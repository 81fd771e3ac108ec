namespace OidcRelyingParty.Discovery;

/// <summary>When a request that failed may be made again: after 1, 2, 4 … 60 seconds. Not safe for threads; its owner holds a lock.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan Max = TimeSpan.FromSeconds(60);

    private OidcException? _failure;
    private DateTimeOffset _retryAt = DateTimeOffset.MinValue;
    private int _failures;

    /// <summary>The last failure, while it is too early to try again; else null.</summary>
    public OidcException? FailureUntilRetry(DateTimeOffset now) =>
        _failure is { } failure && now < _retryAt ? Copy(failure, _retryAt - now) : null;

    /// <summary>Takes note of a failure and says how long to wait.</summary>
    public OidcException Fail(OidcException failure, DateTimeOffset now)
    {
        // Shortened by up to a quarter, so that many nodes do not ask at the same moment.
        var full = Math.Min(Math.Pow(2, _failures++), Max.TotalSeconds);
        var wait = TimeSpan.FromSeconds(Math.Max(1, full * (1 - (Random.Shared.NextDouble() / 4))));
        (_failure, _retryAt) = (failure, now + wait);
        return Copy(failure, wait);
    }

    public void Succeed() => (_failure, _failures) = (null, 0);

    // An exception is thrown once: each caller gets its own.
    private static OidcException Copy(OidcException failure, TimeSpan wait) => new(failure.Error, failure.InnerException) { RetryAfter = wait };
}

namespace OidcRelyingParty.Login;

/// <summary>
/// Counts attempts of many in little, fixed memory: who tries shares a counter with whoever has the same hash, which nobody outside can foresee.
/// </summary>
/// <remarks>
/// Not <c>System.Threading.RateLimiting</c>: its limiters keep one object for each name that a stranger makes up, and take no clock from outside.
/// </remarks>
internal sealed class AttemptCounter(int limit, TimeSpan window, TimeProvider timeProvider)
{
    private const int Count = 16 * 1024;

    private readonly Lock _lock = new();
    private readonly (DateTimeOffset Start, int Attempts)[] _counters = new (DateTimeOffset, int)[Count];

    /// <summary>Counts one attempt; how long to wait when there were too many, else null.</summary>
    public TimeSpan? Add(string who)
    {
        // The hash of a text differs from process to process.
        var index = (int)((uint)who.GetHashCode(StringComparison.OrdinalIgnoreCase) % Count);
        var now = timeProvider.GetUtcNow();
        lock (_lock)
        {
            var (start, attempts) = _counters[index];
            if (now - start >= window)
            {
                (start, attempts) = (now, 0);
            }

            if (attempts >= limit)
            {
                return start + window - now;
            }

            _counters[index] = (start, attempts + 1);
            return null;
        }
    }
}

using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Probing;

/// <summary>
/// Keeps probes few, because whoever may edit settings chooses the address that is asked: one at a time for a tenant, four in all,
/// and a limited number in a minute. Nobody waits in a queue.
/// </summary>
internal sealed class ProbeGate(TimeProvider timeProvider)
{
    public const int MaxAtOnce = 4;
    public const int MaxOfTenantInWindow = 10;
    public const int MaxInWindow = 600;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan UsualDuration = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HashSet<string> _running = new(StringComparer.Ordinal);
    private readonly Queue<(string Tenant, long StartedAt)> _recent = [];

    /// <summary>Takes a turn, to be given back with <see cref="Leave"/>.</summary>
    /// <exception cref="OidcException">There is none to be had now; the exception says when to come again.</exception>
    public void Enter(OidcSettingsKey key)
    {
        lock (_lock)
        {
            while (_recent.TryPeek(out var oldest) && timeProvider.GetElapsedTime(oldest.StartedAt) >= Window)
            {
                _recent.Dequeue();
            }

            if (_running.Contains(key.Tenant) || _running.Count >= MaxAtOnce)
            {
                throw Busy("Another connection test is under way.", UsualDuration);
            }

            var ofTenant = _recent.Where(probe => probe.Tenant == key.Tenant).ToArray();
            if (ofTenant.Length >= MaxOfTenantInWindow || _recent.Count >= MaxInWindow)
            {
                var first = ofTenant.Length >= MaxOfTenantInWindow ? ofTenant[0] : _recent.Peek();
                throw Busy($"There were too many connection tests within {Window.TotalSeconds:0} seconds.", Window - timeProvider.GetElapsedTime(first.StartedAt));
            }

            _running.Add(key.Tenant);
            _recent.Enqueue((key.Tenant, timeProvider.GetTimestamp()));
        }
    }

    public void Leave(OidcSettingsKey key)
    {
        lock (_lock)
        {
            _running.Remove(key.Tenant);
        }
    }

    private static OidcException Busy(string message, TimeSpan retryAfter) => new(OidcErrorCodes.SettingsProbeBusy, message) { RetryAfter = retryAfter };
}

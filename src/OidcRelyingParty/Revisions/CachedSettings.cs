using System.Runtime.CompilerServices;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>What this node last read of one tenant's provider.</summary>
internal sealed record CachedSettings
{
    private readonly StrongBox<int> _isChecking = new(); // one for all copies: whoever asks the store ends with another copy
    private int _isUndone;

    public required SettingsHead Head { get; init; }

    public required OidcSettings? Active { get; init; }

    public required OidcSettings? Fallback { get; init; }

    /// <summary>When the store last confirmed it.</summary>
    public DateTimeOffset GoodAt { get; init; }

    /// <summary>When to ask the store again.</summary>
    public DateTimeOffset CheckAt { get; init; }

    public bool IsFailureLogged { get; init; }

    /// <summary>A timestamp of the time provider; read and written without a lock, because only its order matters.</summary>
    public long LastUsed { get; set; }

    /// <summary>Whether what is in force at an instant could be read, or there is nothing in force.</summary>
    public bool IsReadAt(DateTimeOffset now) => Head.IsUndone(now) ? Fallback is not null || Head.FallbackVersion is null : Active is not null || Head.ActiveVersion is null;

    /// <summary>True for the first of those who find it old: that one asks the store, and the others go on with it meanwhile.</summary>
    public bool TryBeginCheck() => Interlocked.Exchange(ref _isChecking.Value, 1) == 0;

    /// <summary>The store has answered, or failed; another check may begin.</summary>
    public void EndCheck() => Interlocked.Exchange(ref _isChecking.Value, 0);

    /// <summary>True the first time, so that it is logged once.</summary>
    public bool MarkUndone() => Interlocked.Exchange(ref _isUndone, 1) == 0;
}

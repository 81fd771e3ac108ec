using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>Sessions in memory, behind a line that can break: a store that is asked only once in the check interval, like a database.</summary>
internal sealed class FaultySessionStore(TimeProvider timeProvider) : ISessionStore
{
    private readonly InMemorySessionStore _sessions = new(timeProvider);

    /// <summary>What every call throws; null when the store works.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether a replacement fails.</summary>
    public Predicate<SessionRecord> FailsToReplace { get; set; } = _ => false;

    /// <summary>What happens while the answer to a look-up is on its way.</summary>
    public Func<Task> OnTheWayBack { get; set; } = () => Task.CompletedTask;

    /// <summary>How often a session was looked up.</summary>
    public int Reads { get; private set; }

    /// <summary>Runs before sessions end.</summary>
    public Func<Task> BeforeEnd { get; set; } = () => Task.CompletedTask;

    public ValueTask AddAsync(SessionRecord session, CancellationToken cancellationToken) => Working().AddAsync(session, cancellationToken);

    public async ValueTask<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken)
    {
        Reads++;
        var found = await Working().FindAsync(id, cancellationToken);
        await OnTheWayBack();
        return found;
    }

    public ValueTask<bool> TryReplaceAsync(SessionRecord session, CancellationToken cancellationToken) =>
        FailsToReplace(session) ? throw new IOException("The store went away.") : Working().TryReplaceAsync(session, cancellationToken);

    public async ValueTask EndAsync(SessionSelector selector, CancellationToken cancellationToken)
    {
        await BeforeEnd();
        cancellationToken.ThrowIfCancellationRequested();
        await Working().EndAsync(selector, cancellationToken);
    }

    public ValueTask<IReadOnlyList<SessionRecord>> ListAsync(SessionSelector selector, CancellationToken cancellationToken) =>
        Working().ListAsync(selector, cancellationToken);

    private InMemorySessionStore Working() => Failure is { } failure ? throw failure : _sessions;
}

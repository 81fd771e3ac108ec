namespace OidcRelyingParty.Sessions;

/// <summary>Where sessions are kept. A host with several nodes shares one between them.</summary>
/// <remarks>
/// A session that is not found has ended. Throw when the answer cannot be known: a request is then anonymous and a logout is answered with 503,
/// never the other way round. <c>SessionStoreContract</c> of the package OidcRelyingParty.Testing proves an implementation right.
/// </remarks>
public interface ISessionStore
{
    internal const int MaxListed = 100;

    /// <summary>Keeps a new session until it expires or is ended.</summary>
    /// <param name="session">The session.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask AddAsync(SessionRecord session, CancellationToken cancellationToken);

    /// <summary>A session that has neither ended nor expired; else null.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces a session, if it still has the revision before <paramref name="session"/>'s. Of several callers who read the same revision one
    /// wins; a session that has ended or expired stays so. Whose session it is never changes.
    /// </summary>
    /// <param name="session">The new state, with <see cref="SessionRecord.Revision"/> one higher than the state it was made from.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was replaced.</returns>
    ValueTask<bool> TryReplaceAsync(SessionRecord session, CancellationToken cancellationToken);

    /// <summary>Ends sessions, for good and on every node.</summary>
    /// <param name="selector">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask EndAsync(SessionSelector selector, CancellationToken cancellationToken);

    /// <summary>The sessions of one user that have neither ended nor expired, the newest first, 100 at most.</summary>
    /// <param name="selector">Made by <see cref="SessionSelector.OfUser"/>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<SessionRecord>> ListAsync(SessionSelector selector, CancellationToken cancellationToken);
}

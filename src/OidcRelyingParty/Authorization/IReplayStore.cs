namespace OidcRelyingParty.Authorization;

/// <summary>Remembers what may be used only once. A host with several nodes may share it between them.</summary>
public interface IReplayStore
{
    /// <summary>Marks a key as used; false when it already was.</summary>
    /// <param name="key">What was used: not secret, up to 200 characters.</param>
    /// <param name="expiresAt">When the key may be forgotten.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>True for exactly one caller.</returns>
    /// <remarks>Throw when the answer cannot be known: a sign-in then fails instead of being accepted twice.</remarks>
    ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Whether a key was used, and the mark has not expired.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<bool> ContainsAsync(string key, CancellationToken cancellationToken);
}

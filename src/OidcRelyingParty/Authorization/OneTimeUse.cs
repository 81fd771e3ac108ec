using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Authorization;

/// <summary>Lets an authorization response be used once.</summary>
internal sealed class OneTimeUse(IReplayStore store, IOptions<OidcRelyingPartyOptions> options)
{
    /// <exception cref="OidcException">It was used before, or that cannot be known.</exception>
    public async ValueTask RequireFirstAsync(PendingSignIn pending, CancellationToken cancellationToken)
    {
        bool first;
        try
        {
            first = await store.TryAddAsync($"state:{pending.State}", pending.StartedAt + options.Value.SignInLifetime, cancellationToken).ConfigureAwait(false);
        }
        // A store's own time-out looks like a cancellation, but the caller is still there and wants to know.
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.ReplayStoreFailed, "It cannot be known whether this authorization response was used before.", innerException: e);
        }

        if (!first)
        {
            throw new OidcException(OidcErrorCodes.StateReplayed, "This authorization response was used before.");
        }
    }
}

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
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new OidcException(OidcErrorCodes.ReplayStoreFailed, "It cannot be known whether this authorization response was used before.", innerException: e);
        }

        if (!first)
        {
            throw new OidcException(OidcErrorCodes.StateReplayed, "This authorization response was used before.");
        }
    }
}

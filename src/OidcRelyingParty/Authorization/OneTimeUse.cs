using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Authorization;

/// <summary>Lets an authorization response, or a logout notice, be used once.</summary>
internal sealed class OneTimeUse(IReplayStore store, IOptions<OidcRelyingPartyOptions> options)
{
    /// <exception cref="OidcException">It was used before, or that cannot be known.</exception>
    public async ValueTask RequireFirstAsync(PendingSignIn pending, CancellationToken cancellationToken)
    {
        if (!await TryAddAsync($"state:{pending.State}", pending.StartedAt + options.Value.SignInLifetime, cancellationToken).ConfigureAwait(false))
        {
            throw new OidcException(OidcErrorCodes.StateReplayed, "This authorization response was used before.");
        }
    }

    /// <summary>Whether a message of an issuer, known by its <c>jti</c>, comes for the first time.</summary>
    /// <exception cref="OidcException">That cannot be known.</exception>
    public ValueTask<bool> IsFirstAsync(string issuer, string jwtId, DateTimeOffset usableUntil, CancellationToken cancellationToken) =>
        TryAddAsync(Key(issuer, jwtId), usableUntil, cancellationToken);

    /// <summary>Lets the message come again.</summary>
    public ValueTask ForgetAsync(string issuer, string jwtId, CancellationToken cancellationToken) => store.RemoveAsync(Key(issuer, jwtId), cancellationToken);

    // Of one length, whatever the provider sends; and never the token's text, which has many spellings.
    private static string Key(string issuer, string jwtId) => $"jti:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{jwtId}")))}";

    private async ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        try
        {
            return await store.TryAddAsync(key, expiresAt, cancellationToken).ConfigureAwait(false);
        }
        // A store's own time-out looks like a cancellation, but the caller is still there and wants to know.
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.ReplayStoreFailed, "It cannot be known whether this message was used before.", innerException: e);
        }
    }
}

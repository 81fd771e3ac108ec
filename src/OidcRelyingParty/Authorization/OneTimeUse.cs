using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Authorization;

/// <summary>Lets an authorization response, a code for a front end, or a logout notice be used once.</summary>
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

    /// <summary>Whether the code of a front end's session is exchanged for the first time.</summary>
    /// <exception cref="OidcException">That cannot be known.</exception>
    public ValueTask<bool> TryExchangeAsync(string sessionId, DateTimeOffset usableUntil, CancellationToken cancellationToken) =>
        TryAddAsync($"front_end:{sessionId}", usableUntil, cancellationToken);

    /// <summary>Whether a message of an issuer, known by its <c>jti</c>, was carried out for these settings before.</summary>
    /// <exception cref="OidcException">That cannot be known.</exception>
    public ValueTask<bool> WasUsedAsync(IEnumerable<OidcSettingsKey> keys, string issuer, string jwtId, CancellationToken cancellationToken) =>
        AskAsync(() => store.ContainsAsync(Key(keys, issuer, jwtId), cancellationToken), cancellationToken);

    /// <summary>Takes note that the message was carried out; another that was carried out beside it makes no difference.</summary>
    /// <exception cref="OidcException">The store fails.</exception>
    public async ValueTask MarkUsedAsync(
        IEnumerable<OidcSettingsKey> keys, string issuer, string jwtId, DateTimeOffset usableUntil, CancellationToken cancellationToken) =>
        _ = await TryAddAsync(Key(keys, issuer, jwtId), usableUntil, cancellationToken).ConfigureAwait(false);

    // Of one length, whatever the provider sends; never the token's text, which has many spellings; and apart for each tenant, because one
    // whose provider lies about its issuer must not use up the notices of another.
    private static string Key(IEnumerable<OidcSettingsKey> keys, string issuer, string jwtId)
    {
        var text = string.Join('\n', [.. keys.Select(key => key.ToString()).Order(StringComparer.Ordinal), issuer, jwtId]);
        return $"jti:{Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}";
    }

    private ValueTask<bool> TryAddAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        AskAsync(() => store.TryAddAsync(key, expiresAt, cancellationToken), cancellationToken);

    private static async ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        // A store's own time-out looks like a cancellation, but the caller is still there and wants to know.
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.ReplayStoreFailed, "It cannot be known whether this message was used before.", innerException: e);
        }
    }
}

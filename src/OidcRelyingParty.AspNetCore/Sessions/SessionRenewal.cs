using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;

namespace OidcRelyingParty.Sessions;

/// <summary>
/// Renews the tokens of a session, once for any number of requests on any number of nodes, because many providers end the whole session when a
/// refresh token is used twice.
/// </summary>
internal sealed class SessionRenewal(
    RelyingParty relyingParty,
    SessionCache sessions,
    IOptions<OidcSessionOptions> options,
    IOptions<OidcRelyingPartyOptions> relyingPartyOptions,
    TimeProvider timeProvider,
    ILogger<SessionRenewal> logger)
{
    // A renewal asks the provider five times at most: metadata, keys, token, new keys, UserInfo.
    private const int MaxRequests = 6;
    private static readonly TimeSpan LeaseCheckInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    // How long a request that needs no token waits for a slow provider, or for the lease of a node that may be dead.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, Lazy<Task<CachedSession?>>> _underWay = new(StringComparer.Ordinal);

    // Those under way that somebody has lost patience with; others need not wait as long again.
    private readonly ConcurrentDictionary<string, bool> _slow = new(StringComparer.Ordinal);

    // Longer than a renewal can take, so that two nodes never use the same refresh token.
    private TimeSpan Lease => relyingPartyOptions.Value.BackchannelTimeout * MaxRequests;

    /// <summary>Whether the access token ends soon and could be renewed.</summary>
    public bool IsDue(CachedSession session)
    {
        var now = timeProvider.GetUtcNow();
        return session.Tokens is { RefreshToken: not null, ExpiresAt: { } expiresAt } tokens
            && now >= expiresAt - MarginOf(tokens)
            && !(now < tokens.RetryAt);
    }

    // A token that ends within the margin would be renewed at every request.
    private TimeSpan MarginOf(SessionTokens tokens) =>
        tokens.Lifetime / 2 is { } half && half < options.Value.RenewBefore ? half : options.Value.RenewBefore;

    /// <summary>The session after its renewal, by this node or another; null when it has ended.</summary>
    /// <param name="seen">The state that is to be renewed; a newer one is good already.</param>
    /// <param name="cancellationToken">Ends the wait, not the renewal.</param>
    public Task<CachedSession?> RenewAsync(CachedSession seen, CancellationToken cancellationToken) => _underWay
        .GetOrAdd(seen.Session.Id, id => new Lazy<Task<CachedSession?>>(() => Task.Run(() => RenewOnceAsync(id, seen), CancellationToken.None)))
        .Value.WaitAsync(cancellationToken);

    /// <summary>
    /// The session after its renewal; or, where sessions may go on without the provider's word, as it was when the renewal takes too long. It goes
    /// on meanwhile. Null when the session has ended.
    /// </summary>
    /// <param name="seen">The state that is to be renewed.</param>
    /// <param name="cancellationToken">Ends the wait, not the renewal.</param>
    public async Task<CachedSession?> RenewOrGoOnAsync(CachedSession seen, CancellationToken cancellationToken)
    {
        var id = seen.Session.Id;
        var renewal = RenewAsync(seen, cancellationToken);
        if (options.Value.WhenProviderUnavailable != UnavailableProviderPolicy.KeepSession)
        {
            return await renewal;
        }

        try
        {
            return await renewal.WaitAsync(_slow.ContainsKey(id) ? TimeSpan.Zero : Patience, timeProvider, cancellationToken);
        }
        catch (TimeoutException)
        {
            _slow.TryAdd(id, true);
            if (!_underWay.ContainsKey(id))
            {
                _slow.TryRemove(id, out _); // it has ended just now
            }

            return seen;
        }
    }

    private async Task<CachedSession?> RenewOnceAsync(string id, CachedSession seen)
    {
        try
        {
            while (await sessions.ReadAsync(id, CancellationToken.None) is { } current)
            {
                // Another request or node was faster.
                if (current.Tokens.RefreshToken is not { } refreshToken || current.Tokens != seen.Tokens)
                {
                    return current;
                }

                var now = timeProvider.GetUtcNow();
                if (now < current.Session.RenewingUntil)
                {
                    await Task.Delay(LeaseCheckInterval, timeProvider);
                    continue;
                }

                // A lease that ran out belonged to a node that died, perhaps after the provider had replaced the refresh token.
                var mayBeSpent = current.Session.RenewingUntil is not null;
                var wanted = current with { Session = current.Session with { RenewingUntil = now + Lease } };
                if (await sessions.TryReplaceAsync(current, wanted, CancellationToken.None) is { } leased)
                {
                    return await RenewAsync(leased, refreshToken, mayBeSpent);
                }
            }

            return null;
        }
        finally
        {
            _underWay.TryRemove(id, out _);
            _slow.TryRemove(id, out _);
        }
    }

    private async Task<CachedSession?> RenewAsync(CachedSession leased, Secret refreshToken, bool refreshTokenMayBeSpent)
    {
        SessionTokens tokens;
        ClaimsPrincipal? principal;
        try
        {
            var idToken = leased.Tokens.IdToken ?? throw new InvalidOperationException("A session with a refresh token has an ID token.");
            var refreshed = await relyingParty.RefreshAsync(leased.Session.SettingsKey, refreshToken, idToken, CancellationToken.None);
            tokens = leased.Tokens.With(refreshed.Tokens, timeProvider.GetUtcNow());
            principal = await IdentifyAsync(leased, refreshed);
        }
        catch (OidcException e) when (e.Error.Code == OidcErrorCodes.RefreshRefused)
        {
            return await RefusedAsync(leased, e, refreshTokenMayBeSpent);
        }
        catch (OidcException e) when (MayGoOn(e))
        {
            logger.RenewalPostponed(leased.Session.SettingsKey.ToString(), e.Error.Code);
            return await KeepAsync(leased, leased.Tokens with { RetryAt = timeProvider.GetUtcNow() + RetryInterval }, refreshTokenMayBeSpent: refreshTokenMayBeSpent);
        }
        catch (OidcException e)
        {
            return await EndAsync(leased, e);
        }

        return await KeepAsync(leased, tokens, principal);
    }

    /// <summary>The user as of now. The new tokens are kept even when that cannot be known: the old ones are worth nothing any more.</summary>
    private async Task<ClaimsPrincipal?> IdentifyAsync(CachedSession leased, RefreshedTokens refreshed)
    {
        try
        {
            return (await relyingParty.IdentifyAsync(refreshed, CancellationToken.None)).Principal;
        }
        catch (OidcException e) when (MayGoOn(e))
        {
            logger.RenewalIncomplete(leased.Session.SettingsKey.ToString(), e.Error.Code);
            return null;
        }
    }

    private async Task<CachedSession?> RefusedAsync(CachedSession leased, OidcException refusal, bool refreshTokenMayBeSpent)
    {
        // Another node may have taken over and renewed meanwhile: what it wrote counts.
        var current = await sessions.ReadAsync(leased.Session.Id, CancellationToken.None);
        if (current is null || current.Tokens != leased.Tokens || current.Session.RenewingUntil != leased.Session.RenewingUntil)
        {
            return current;
        }

        if (!refreshTokenMayBeSpent)
        {
            return await EndAsync(leased, refusal);
        }

        // The provider's refusal says nothing about the user then. The session goes on to its end, without tokens.
        logger.RefreshTokenLost(leased.Session.SettingsKey.ToString());
        return await KeepAsync(leased, leased.Tokens with { AccessToken = null, RefreshToken = null, ExpiresAt = null });
    }

    private bool MayGoOn(OidcException e) =>
        e.Error.Kind is OidcErrorKind.ProviderFault or OidcErrorKind.Unavailable && options.Value.WhenProviderUnavailable == UnavailableProviderPolicy.KeepSession;

    private Task<CachedSession?> KeepAsync(CachedSession leased, SessionTokens tokens, ClaimsPrincipal? principal = null, bool refreshTokenMayBeSpent = false) => sessions.ChangeAsync(
        leased.Session.Id,
        current =>
        {
            // A node that was given up for dead comes back late: what is there now is newer.
            if (current.Tokens != leased.Tokens)
            {
                return null;
            }

            var ticket = new AuthenticationTicket(principal ?? current.Ticket.Principal, current.Ticket.Properties.Clone(), current.Ticket.AuthenticationScheme);
            tokens.WriteTo(ticket.Properties);
            // A lease that has run out tells the next renewal what a node that died may have done.
            DateTimeOffset? lease = refreshTokenMayBeSpent ? timeProvider.GetUtcNow() : null;
            return current with { Session = current.Session with { RenewingUntil = lease }, Ticket = ticket };
        },
        CancellationToken.None);

    private async Task<CachedSession?> EndAsync(CachedSession leased, OidcException reason)
    {
        logger.RenewalRefused(leased.Session.SettingsKey.ToString(), reason.Error.Code, reason.Error.Message);
        await sessions.EndAsync(SessionSelector.One(leased.Session.Id), CancellationToken.None);
        return null;
    }
}

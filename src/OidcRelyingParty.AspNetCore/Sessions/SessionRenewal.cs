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
    ISessionStore store,
    SessionCache cache,
    SessionTicket tickets,
    IOptions<OidcSessionOptions> options,
    TimeProvider timeProvider,
    ILogger<SessionRenewal> logger)
{
    // Longer than a renewal can take: three requests to the provider, each with its deadline.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);
    private static readonly TimeSpan LeaseCheckInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, Lazy<Task<CachedSession?>>> _underWay = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _retryAt = new(StringComparer.Ordinal);

    /// <summary>Whether the access token ends soon and could be renewed.</summary>
    public bool IsDue(CachedSession session) =>
        session.Tokens is { RefreshToken: not null, ExpiresAt: { } expiresAt } tokens
        && timeProvider.GetUtcNow() >= expiresAt - MarginOf(tokens)
        && !(_retryAt.TryGetValue(session.Session.Id, out var retryAt) && timeProvider.GetUtcNow() < retryAt);

    /// <summary>The session after its renewal, by this node or another; null when it has ended.</summary>
    /// <param name="seen">The state that is to be renewed; a newer one is good already.</param>
    /// <param name="cancellationToken">Ends the wait, not the renewal.</param>
    public async Task<CachedSession?> RenewAsync(CachedSession seen, CancellationToken cancellationToken)
    {
        var id = seen.Session.Id;
        var renewal = _underWay.GetOrAdd(id, _ => new Lazy<Task<CachedSession?>>(() => Task.Run(() => RenewOnceAsync(seen), CancellationToken.None)));
        try
        {
            return await renewal.Value.WaitAsync(cancellationToken);
        }
        finally
        {
            if (renewal.Value.IsCompleted)
            {
                _underWay.TryRemove(KeyValuePair.Create(id, renewal));
            }
        }
    }

    // A token that ends within the margin would be renewed at every request.
    private TimeSpan MarginOf(SessionTokens tokens) =>
        tokens.Lifetime / 2 is { } half && half < options.Value.RenewBefore ? half : options.Value.RenewBefore;

    private async Task<CachedSession?> RenewOnceAsync(CachedSession seen)
    {
        while (await cache.ReadAsync(seen.Session.Id, CancellationToken.None) is { } current)
        {
            // Another request or node was faster.
            if (current.Tokens.RefreshToken is not { } refreshToken || current.Tokens != seen.Tokens)
            {
                return current;
            }

            var now = timeProvider.GetUtcNow();
            if (current.Session.RenewingUntil > now)
            {
                await Task.Delay(LeaseCheckInterval, timeProvider);
                continue;
            }

            // A lease that ran out belonged to a node that died, perhaps after the provider had replaced the refresh token.
            var maySpent = current.Session.RenewingUntil is not null;
            var leased = current.Session with { RenewingUntil = now + Lease, Revision = current.Session.Revision + 1 };
            if (await store.TryReplaceAsync(leased, CancellationToken.None))
            {
                return await RenewAsync(cache.Set(leased, current.Ticket), refreshToken, maySpent);
            }
        }

        return null;
    }

    private async Task<CachedSession?> RenewAsync(CachedSession leased, Secret refreshToken, bool refreshTokenMayBeSpent)
    {
        var id = leased.Session.Id;
        try
        {
            var result = await relyingParty.RenewAsync(leased.Session.SettingsKey, refreshToken, leased.Tokens.IdToken ?? throw new InvalidOperationException("A session with a refresh token has an ID token."), CancellationToken.None);
            _retryAt.TryRemove(id, out _);
            return await KeepAsync(leased, result.Principal, leased.Tokens.With(result.Tokens, timeProvider.GetUtcNow()));
        }
        catch (OidcException e) when (e.Error.Code == OidcErrorCodes.RefreshRefused && refreshTokenMayBeSpent)
        {
            // The provider's refusal says nothing about the user then. The session goes on to its end, without tokens.
            logger.RefreshTokenLost(leased.Session.SettingsKey.ToString());
            return await KeepAsync(leased, leased.Ticket.Principal, leased.Tokens with { AccessToken = null, RefreshToken = null, ExpiresAt = null });
        }
        catch (OidcException e) when (e.Error.Kind is OidcErrorKind.ProviderFault or OidcErrorKind.Unavailable && options.Value.WhenProviderUnavailable == UnavailableProviderPolicy.KeepSession)
        {
            logger.RenewalPostponed(leased.Session.SettingsKey.ToString(), e.Error.Code);
            _retryAt[id] = timeProvider.GetUtcNow() + RetryInterval;
            return await KeepAsync(leased, leased.Ticket.Principal, leased.Tokens);
        }
        catch (OidcException e)
        {
            logger.RenewalRefused(leased.Session.SettingsKey.ToString(), e.Error.Code, e.Error.Message);
            await EndAsync(id);
            return null;
        }
    }

    private async Task<CachedSession?> KeepAsync(CachedSession leased, ClaimsPrincipal principal, SessionTokens tokens)
    {
        var ticket = new AuthenticationTicket(principal, leased.Ticket.Properties.Clone(), leased.Ticket.AuthenticationScheme);
        tokens.WriteTo(ticket.Properties);
        var session = leased.Session with
        {
            RenewingUntil = null,
            Revision = leased.Session.Revision + 1,
            Payload = tickets.Protect(leased.Session.Id, ticket),
        };
        // Not replaced: the session was ended while it was being renewed, and ended it stays.
        return await store.TryReplaceAsync(session, CancellationToken.None)
            ? cache.Set(session, ticket)
            : await cache.ReadAsync(session.Id, CancellationToken.None);
    }

    private async Task EndAsync(string id)
    {
        var selector = SessionSelector.One(id);
        await store.EndAsync(selector, CancellationToken.None);
        cache.Forget(selector);
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty;

/// <summary>Sees, ends and renews sessions.</summary>
public sealed class OidcSessions
{
    private readonly SessionCache _sessions;
    private readonly SessionRenewal _renewal;
    private readonly TimeProvider _timeProvider;

    internal OidcSessions(SessionCache sessions, SessionRenewal renewal, TimeProvider timeProvider) =>
        (_sessions, _renewal, _timeProvider) = (sessions, renewal, timeProvider);

    /// <summary>The sessions of the user of this request, the newest first; empty for an anonymous request.</summary>
    /// <param name="context">The request.</param>
    public async Task<IReadOnlyList<OidcSessionInfo>> ListMineAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await CurrentAsync(context) is not { } current)
        {
            return [];
        }

        var sessions = await _sessions.ListAsync(OfUser(current.Session), context.RequestAborted);
        return [.. sessions.Select(session => new OidcSessionInfo(session.Id, session.StartedAt, session.ExpiresAt, session.Device, session.Id == current.Session.Id))];
    }

    /// <summary>Ends one session of the user of this request; nothing happens when it is not one of theirs.</summary>
    /// <param name="context">The request.</param>
    /// <param name="id">The session's <see cref="OidcSessionInfo.Id"/>.</param>
    public async Task EndMineAsync(HttpContext context, string id)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(id);
        if (await CurrentAsync(context) is { } current
            && await _sessions.FindAsync(id, context.RequestAborted) is { } named && OfUser(current.Session).Matches(named.Session))
        {
            await EndAsync(SessionSelector.One(id), context.RequestAborted);
        }
    }

    /// <summary>Ends all sessions of the user of this request, this one too.</summary>
    /// <param name="context">The request.</param>
    public async Task EndAllMineAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (await CurrentAsync(context) is { } current)
        {
            await EndAsync(OfUser(current.Session), context.RequestAborted);
        }
    }

    /// <summary>Ends sessions: here at once, on other nodes within <see cref="OidcSessionOptions.CheckInterval"/>.</summary>
    /// <param name="selector">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">The store of the sessions fails.</exception>
    public Task EndAsync(SessionSelector selector, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(selector);
        return _sessions.EndAsync(selector, cancellationToken);
    }

    /// <summary>The user's access token, renewed when it is about to end.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="OidcException">There is no session any more, or it has no access token that can be used.</exception>
    public async Task<string> GetAccessTokenAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var session = await RequireCurrentAsync(context);
        if (_renewal.IsDue(session))
        {
            session = await _renewal.RenewAsync(session, context.RequestAborted) ?? throw Ended();
        }

        return session.Tokens switch
        {
            { AccessToken: null } => throw new OidcException(OidcErrorCodes.SessionNoAccessToken, "The session holds no access token."),
            { ExpiresAt: { } end } when end <= _timeProvider.GetUtcNow() =>
                throw new OidcException(OidcErrorCodes.SessionNoAccessToken, $"The session's access token ended at {end:O} and could not be renewed."),
            { AccessToken: { } token } => token.Reveal(),
        };
    }

    /// <summary>When the access token of this request's session ends; null when there is none, or it is not known.</summary>
    /// <param name="context">The request.</param>
    public async Task<DateTimeOffset?> GetAccessTokenExpiryAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return (await CurrentAsync(context))?.Tokens.ExpiresAt;
    }

    /// <summary>Renews the tokens, claims and roles of this request's session now. The next request sees them.</summary>
    /// <param name="context">The request.</param>
    /// <exception cref="OidcException">There is no session any more, no refresh token to renew it with, or the provider cannot be asked.</exception>
    public async Task RenewAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var renewed = await _renewal.RenewAsync(await RequireCurrentAsync(context), context.RequestAborted) ?? throw Ended();
        if (renewed.Tokens.RefreshToken is null)
        {
            throw new OidcException(OidcErrorCodes.SessionNoAccessToken, "The session holds no refresh token.");
        }

        if (renewed.Tokens.RetryAt is not null)
        {
            throw new OidcException(OidcErrorCodes.ProviderUnavailable, "The session goes on, but could not be renewed now.");
        }
    }

    private static OidcException Ended() => new(OidcErrorCodes.SessionEnded, "The session has ended.");

    private static SessionSelector OfUser(SessionRecord session) => SessionSelector.OfUser(session.SettingsKey, session.Issuer, session.Subject);

    private async Task<CachedSession> RequireCurrentAsync(HttpContext context) => await CurrentAsync(context) ?? throw Ended();

    private async Task<CachedSession?> CurrentAsync(HttpContext context)
    {
        // A bearer token is sent on purpose, a cookie by itself.
        var id = await SessionIdAsync(context, OidcDefaults.BearerScheme) ?? await SessionIdAsync(context, OidcDefaults.SessionScheme);
        return id is not null ? await _sessions.FindAsync(id, context.RequestAborted) : null;
    }

    private static async Task<string?> SessionIdAsync(HttpContext context, string scheme) =>
        (await context.AuthenticateAsync(scheme)).Properties?.GetString(SessionTicket.IdItem);
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Diagnostics;

namespace OidcRelyingParty.FrontEnd;

/// <summary>
/// The one-time codes that a front end exchanges for its token. A code is sealed and kept nowhere; what it stands for is a session in the store,
/// which lives as long as the code until that is exchanged. So any node can do it, and one that nobody comes for leaves nothing.
/// </summary>
internal sealed class HandOverCodes(
    IDataProtectionProvider protection,
    BearerSessions sessions,
    OneTimeUse oneTimeUse,
    IOptions<OidcFrontEndOptions> options,
    TimeProvider timeProvider,
    ILogger<HandOverCodes> logger)
{
    private readonly Seal<HandOver> _seal = new(protection, "OidcRelyingParty.FrontEnd.Code", timeProvider);

    /// <exception cref="OidcException">The store of the sessions fails.</exception>
    public async Task<string> CreateAsync(HttpContext context, SignInResult result, DateTimeOffset sessionEnd, string? codeChallenge)
    {
        var codeEnd = timeProvider.GetUtcNow() + options.Value.CodeLifetime;
        var usableUntil = codeEnd < sessionEnd ? codeEnd : sessionEnd;
        var sessionId = await sessions.BeginAsync(context, result, usableUntil);
        return _seal.Close(new HandOver(sessionId, sessionEnd, codeChallenge, usableUntil));
    }

    /// <exception cref="OidcException">The code cannot be exchanged, or a store fails.</exception>
    public async Task<BearerToken> ExchangeAsync(string code, string? codeVerifier, CancellationToken cancellationToken)
    {
        var handOver = _seal.Open(code) ?? throw Refused("it is none of ours, or too old");
        // Before it counts as used: whoever has found a code must not be able to use it up.
        if (!handOver.IsFor(codeVerifier))
        {
            throw Refused("the code verifier does not fit what the sign-in began with");
        }

        if (!await oneTimeUse.TryExchangeAsync(handOver.SessionId, handOver.UsableUntil, cancellationToken))
        {
            await EndIfStolenAsync(handOver, cancellationToken);
            throw Refused("it was used before");
        }

        return await sessions.ProlongAsync(handOver.SessionId, handOver.SessionEnd, cancellationToken)
            ? sessions.CreateToken(handOver.SessionId, handOver.SessionEnd)
            : throw Refused("the session was ended meanwhile");
    }

    // RFC 6749, 4.1.2: one of the two who came with the code is not the front end. With a verifier both are, and one of them asked twice.
    private async Task EndIfStolenAsync(HandOver handOver, CancellationToken cancellationToken)
    {
        if (handOver.CodeChallenge is null)
        {
            logger.CodeCameTwice();
            await sessions.EndAsync(handOver.SessionId, cancellationToken);
        }
    }

    // One code and one meaning for all: the caller learns nothing by trying.
    private static OidcException Refused(string why) => new(OidcErrorCodes.FrontEndCode, $"The one-time code is refused: {why}.");
}

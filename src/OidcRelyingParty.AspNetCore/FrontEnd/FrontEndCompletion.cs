using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.FrontEnd;

/// <summary>
/// Hands a finished sign-in over to the tenant's front end, in the fragment of its address, which no server and no <c>Referer</c> sees: a one-time
/// code, or the token itself where the settings allow it and the front end has given no challenge. This browser gets no session here.
/// </summary>
internal sealed class FrontEndCompletion(
    BearerSessions sessions,
    HandOverCodes codes,
    StartTickets tickets,
    ErrorResponder errors,
    IOptions<OidcFrontEndOptions> options,
    TimeProvider timeProvider) : ISignInCompletion
{
    public SignInPurpose Purpose => SignInPurpose.FrontEnd;

    public async Task CompleteAsync(HttpContext context, PendingSignIn pending, SignInResult result)
    {
        var frontEnd = FrontEndAddress.Of(result.Settings);
        var end = timeProvider.GetUtcNow() + LifetimeOf(result);
        var fragment = result.Settings.AllowTokenInFragment && pending.FrontEndChallenge is null
            ? TokenFragment(sessions.CreateToken(await sessions.BeginAsync(context, result, end), end))
            : [(WireNames.Code, await codes.CreateAsync(context, result, end, pending.FrontEndChallenge))];
        // For the front end to go to by itself: a code that went to a path of the caller's choice could be sent on from there.
        context.Response.Redirect(FrontEndAddress.With(frontEnd, pending.ReturnUrl is { } path ? fragment.Append((FrontEndNames.ReturnTo, path)) : fragment));
    }

    // The front end's address is for sign-ins that have succeeded. Another attempt keeps what the front end asked for.
    public Task FailAsync(HttpContext context, PendingSignIn pending, OidcException exception)
    {
        var ticket = tickets.Create(pending.SettingsKey.Tenant, pending.SettingsKey.Provider, pending.FrontEndChallenge, pending.ReturnUrl);
        return errors.WriteAsync(context, exception, tryAgainPath: tickets.PathOf(context, ticket));
    }

    private TimeSpan LifetimeOf(SignInResult result)
    {
        var longest = options.Value.TokenLifetime;
        return SessionLifetime.Find(result, longest) is { } lifetime && lifetime < longest ? lifetime : longest;
    }

    private static (string Name, string Value)[] TokenFragment(BearerToken token) =>
    [
        (WireNames.AccessToken, token.AccessToken),
        (WireNames.TokenType, token.TokenType),
        (WireNames.ExpiresIn, token.ExpiresIn.ToString(CultureInfo.InvariantCulture)),
    ];
}

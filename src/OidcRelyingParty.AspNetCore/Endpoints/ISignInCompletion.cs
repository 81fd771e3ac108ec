using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Authorization;

namespace OidcRelyingParty.Endpoints;

/// <summary>What becomes of a sign-in when it is over; one for each purpose.</summary>
internal interface ISignInCompletion
{
    SignInPurpose Purpose { get; }

    /// <summary>Answers the callback of a sign-in that has succeeded.</summary>
    /// <exception cref="OidcException">It comes to nothing after all.</exception>
    Task CompleteAsync(HttpContext context, PendingSignIn pending, SignInResult result);

    /// <summary>Answers the callback of a sign-in that has failed.</summary>
    Task FailAsync(HttpContext context, PendingSignIn pending, OidcException exception);
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;

namespace OidcRelyingParty.Endpoints;

/// <summary>Begins a session of this browser and goes where the user wanted to go.</summary>
internal sealed class SessionCompletion(SessionStart session, ErrorResponder errors, IOptions<OidcEndpointOptions> options) : ISignInCompletion
{
    public SignInPurpose Purpose => SignInPurpose.SignIn;

    public async Task CompleteAsync(HttpContext context, PendingSignIn pending, SignInResult result)
    {
        await session.BeginAsync(context, result);
        ResponseHeaders.NoStore(context.Response); // the cookie handler has set its own
        context.Response.Redirect(ReturnPath.LocalOrDefault(result.ReturnUrl, context, options.Value));
    }

    public Task FailAsync(HttpContext context, PendingSignIn pending, OidcException exception) => errors.WriteAsync(context, exception, pending.ReturnUrl);
}

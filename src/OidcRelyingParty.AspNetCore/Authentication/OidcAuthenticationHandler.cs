using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Login;

namespace OidcRelyingParty.Authentication;

/// <summary>
/// The scheme <see cref="OidcDefaults.AuthenticationScheme"/>: what <c>[Authorize]</c>, <c>Results.Challenge</c> and <c>SignOutAsync</c> reach.
/// It compares no paths; the answers of the provider come to endpoints.
/// </summary>
internal sealed class OidcAuthenticationHandler(SignInEndpoints signIn, SignOutEndpoints signOut, ErrorResponder errors, LoginEndpoints? login = null) : IAuthenticationSignOutHandler
{
    private HttpContext _context = null!; // the framework calls InitializeAsync before anything else

    public Task InitializeAsync(AuthenticationScheme scheme, HttpContext context)
    {
        _context = context;
        return Task.CompletedTask;
    }

    public Task<AuthenticateResult> AuthenticateAsync() => _context.AuthenticateAsync(OidcDefaults.SessionScheme);

    public Task ChallengeAsync(AuthenticationProperties? properties)
    {
        // A program cannot follow a login page; it is told, and no sign-in is begun.
        if (!RequestKind.IsPageView(_context))
        {
            _context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return Task.CompletedTask;
        }

        properties ??= new AuthenticationProperties();
        properties.RedirectUri ??= CurrentPage();
        // What asks something of the provider is for the provider.
        return login is null || properties is OidcChallengeProperties ? signIn.BeginAsync(_context, properties) : login.ChallengeAsync(_context, properties);
    }

    public Task ForbidAsync(AuthenticationProperties? properties)
    {
        if (!RequestKind.IsPageView(_context))
        {
            _context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        }

        return errors.WriteAsync(_context, new OidcException(OidcErrorCodes.RoleMissing, "The signed-in user does not meet the policy of this page."));
    }

    public Task SignOutAsync(AuthenticationProperties? properties) => signOut.SignOutAsync(_context, properties?.RedirectUri);

    // Only a page that was opened can be opened again.
    private string? CurrentPage() => HttpMethods.IsGet(_context.Request.Method)
        ? _context.Request.PathBase.ToUriComponent() + _context.Request.Path.ToUriComponent() + _context.Request.QueryString.ToUriComponent()
        : null;
}

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Access;
using OidcRelyingParty.Diagnostics;

namespace OidcRelyingParty.Login;

/// <summary>Lets a user of the application's own login in: few attempts, the right password, and the policy as it is now, whatever page the form came from.</summary>
internal sealed class LocalSignInCheck(SignInWays ways, AttemptLimiter attempts, ILogger<LocalSignInCheck> logger)
{
    private const int MaxIdLength = 255;

    /// <exception cref="OidcException">Nobody is let in; the same for every reason that lies with the user.</exception>
    public async Task<LocalUser> CheckAsync(HttpContext context, string tenant, LoginForm form)
    {
        if (form.Password is null)
        {
            throw Refused();
        }

        attempts.Require(tenant, form.UserName, context.Connection.RemoteIpAddress);
        var user = await AskHostAsync(context, new LocalCredentials(tenant, form.UserName, form.Password));
        if (user is { IsBreakGlass: true })
        {
            // Nothing else is asked: neither settings nor a provider can keep this user out.
            logger.BreakGlassSignIn(tenant, user.Id, AddressOf(context));
            return user;
        }

        // Also after a wrong password: the time of the answer must not tell that one was right.
        var found = await ways.FindAsync(tenant, context.RequestAborted);
        if (user is null || found.LocalLogin == LocalLogin.BackupOnly)
        {
            throw Refused();
        }

        if (found.Reason is { } reason)
        {
            logger.SingleSignOnSuspended(tenant, user.Id, reason.Code, reason.Message);
        }

        logger.LocalSignIn(tenant, user.Id);
        return user;
    }

    public static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "an unknown address";

    private static async Task<LocalUser?> AskHostAsync(HttpContext context, LocalCredentials credentials)
    {
        try
        {
            var user = await context.RequestServices.GetRequiredService<ILocalSignIn>().CheckAsync(credentials, context.RequestAborted);
            return user is { Id.Length: 0 or > MaxIdLength } ? throw new InvalidOperationException($"A user's id has 1 to {MaxIdLength} characters.") : user;
        }
        // Whatever the host's code throws; when the caller has gone there is nobody to tell.
        catch (Exception e) when (!(e is OperationCanceledException && context.RequestAborted.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.LocalUnavailable, "The host's check of user name and password failed.", innerException: e);
        }
    }

    private static OidcException Refused() => new(OidcErrorCodes.LocalRefused, "The user name and password let nobody in.");
}

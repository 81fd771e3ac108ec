using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;

namespace OidcRelyingParty.Endpoints;

/// <summary>Answers a failure: status by who can act, a page for people, problem details (RFC 9457) for programs.</summary>
internal sealed class ErrorResponder(LoginPaths paths, IOptions<OidcEndpointOptions> options, IHostEnvironment environment, ILogger<ErrorResponder> logger)
{
    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request that failed.</param>
    /// <param name="exception">Why.</param>
    /// <param name="returnUrl">Where the user wanted to go, so that another attempt leads there; already known to be local.</param>
    /// <param name="tryAgainPath">Where another attempt begins; null for the login path.</param>
    public Task WriteAsync(HttpContext context, OidcException exception, string? returnUrl = null, string? tryAgainPath = null) =>
        WriteAsync(context, exception, ErrorPageTexts.SignIn, () => WaysOn(context, exception.Error, returnUrl, tryAgainPath));

    /// <summary>Writes the answer of the settings page, where a failure says nothing of sign-ins.</summary>
    /// <param name="context">The request that failed.</param>
    /// <param name="exception">Why.</param>
    /// <param name="pagePath">Where the page is.</param>
    public Task WriteSettingsAsync(HttpContext context, OidcException exception, string pagePath) =>
        WriteAsync(context, exception, ErrorPageTexts.Settings, () => Nowhere(context) with
        {
            TryAgainPath = exception.Error.Code is OidcErrorCodes.SettingsAccessDenied or OidcErrorCodes.TenantUnknown ? null : pagePath,
        });

    private async Task WriteAsync(HttpContext context, OidcException exception, ErrorPageTexts texts, Func<WaysOn> findWays)
    {
        var error = exception.Error;
        Begin(context, exception);
        if (options.Value.WriteErrorPage is { } write)
        {
            await write(context, error);
        }
        else if (RequestKind.WantsPage(context.Request))
        {
            await ErrorPage.WriteAsync(context, error, findWays(), texts, environment.IsDevelopment());
        }
        else
        {
            await WriteProblemAsync(context, error);
        }
    }

    /// <summary>Writes problem details whatever the client accepts: for endpoints that only programs call.</summary>
    /// <param name="context">The request that failed.</param>
    /// <param name="exception">Why.</param>
    public Task WriteProblemAsync(HttpContext context, OidcException exception)
    {
        Begin(context, exception);
        return WriteProblemAsync(context, exception.Error);
    }

    private void Begin(HttpContext context, OidcException exception)
    {
        Log(exception);
        var response = context.Response;
        response.StatusCode = StatusOf(exception.Error.Kind);
        ResponseHeaders.NoStore(response);
        ResponseHeaders.RetryAfter(response, exception);
    }

    private WaysOn Nowhere(HttpContext context) => new(context.Request.PathBase + options.Value.DefaultReturnPath, TryAgainPath: null, LoginPagePath: null);

    private WaysOn WaysOn(HttpContext context, OidcError error, string? returnUrl, string? tryAgainPath)
    {
        var none = Nowhere(context);
        if (error.Code is OidcErrorCodes.RoleMissing or OidcErrorCodes.TenantUnknown or OidcErrorCodes.FrontEndTicket)
        {
            return none;
        }

        if (tryAgainPath is not null || options.Value.ResolveSettingsKey(context) is not { } key)
        {
            return none with { TryAgainPath = tryAgainPath };
        }

        return none with
        {
            TryAgainPath = paths.Login(context, key, returnUrl),
            LoginPagePath = paths.IsLoginPage ? paths.LoginPage(context, key, returnUrl) : null,
        };
    }

    private void Log(OidcException exception)
    {
        var error = exception.Error;
        if (error.Kind is OidcErrorKind.BadRequest or OidcErrorKind.Refused or OidcErrorKind.NotFound)
        {
            logger.RequestRefused(error.Code, error.Message);
        }
        else
        {
            logger.SignInImpossible(exception, error.Code, error.Message, error.Remedy);
        }
    }

    internal static int StatusOf(OidcErrorKind kind) => kind switch
    {
        OidcErrorKind.BadRequest => StatusCodes.Status400BadRequest,
        OidcErrorKind.Refused => StatusCodes.Status403Forbidden,
        OidcErrorKind.NotFound => StatusCodes.Status404NotFound,
        OidcErrorKind.ProviderFault => StatusCodes.Status502BadGateway,
        OidcErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of error."),
    };

    private static Task WriteProblemAsync(HttpContext context, OidcError error) => context.Response.WriteAsJsonAsync(
        new ProblemDetails
        {
            Status = context.Response.StatusCode,
            Title = error.Meaning,
            Detail = error.Remedy,
            Extensions = { ["code"] = error.Code, ["traceId"] = context.TraceIdentifier },
        },
        options: null,
        contentType: "application/problem+json",
        context.RequestAborted);
}

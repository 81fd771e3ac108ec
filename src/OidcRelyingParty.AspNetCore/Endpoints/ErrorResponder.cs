using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;

namespace OidcRelyingParty.Endpoints;

/// <summary>Answers a failure: status by who can act, a page for people, problem details (RFC 9457) for programs.</summary>
internal sealed class ErrorResponder(IOptions<OidcEndpointOptions> options, IHostEnvironment environment, ILogger<ErrorResponder> logger)
{
    /// <summary>Writes the answer.</summary>
    /// <param name="context">The request that failed.</param>
    /// <param name="exception">Why.</param>
    /// <param name="returnUrl">Where the user wanted to go, so that another attempt leads there; already known to be local.</param>
    public async Task WriteAsync(HttpContext context, OidcException exception, string? returnUrl = null)
    {
        var error = exception.Error;
        Log(exception);
        var response = context.Response;
        response.StatusCode = StatusOf(error.Kind);
        ResponseHeaders.NoStore(response);
        if (exception.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        if (options.Value.WriteErrorPage is { } write)
        {
            await write(context, error);
        }
        else if (RequestKind.WantsPage(context.Request))
        {
            var start = context.Request.PathBase + options.Value.DefaultReturnPath;
            await ErrorPage.WriteAsync(context, error, TryAgainPath(context, error, returnUrl), start, environment.IsDevelopment());
        }
        else
        {
            await WriteProblemAsync(context, error);
        }
    }

    private string? TryAgainPath(HttpContext context, OidcError error, string? returnUrl)
    {
        if (error.Code is OidcErrorCodes.RoleMissing or OidcErrorCodes.TenantUnknown || options.Value.ResolveSettingsKey(context) is not { } key)
        {
            return null;
        }

        var login = context.Request.PathBase + PathTemplate.Fill(options.Value.LoginPath, key);
        return returnUrl is null ? login : $"{login}?returnUrl={Uri.EscapeDataString(returnUrl)}";
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

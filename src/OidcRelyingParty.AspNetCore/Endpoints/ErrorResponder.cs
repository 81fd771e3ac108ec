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
    public async Task WriteAsync(HttpContext context, OidcException exception)
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
            var tryAgain = error.Code == OidcErrorCodes.RoleMissing ? null : context.Request.PathBase + options.Value.LoginPath;
            await ErrorPage.WriteAsync(context, error, tryAgain, environment.IsDevelopment());
        }
        else
        {
            await WriteProblemAsync(context, error);
        }
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

    private static int StatusOf(OidcErrorKind kind) => kind switch
    {
        OidcErrorKind.BadRequest => StatusCodes.Status400BadRequest,
        OidcErrorKind.Refused => StatusCodes.Status403Forbidden,
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
        OidcErrorKind.NotFound => StatusCodes.Status404NotFound,
        contentType: "application/problem+json",
        context.RequestAborted);
}

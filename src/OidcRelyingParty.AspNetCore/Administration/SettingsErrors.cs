using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>Answers what was not done: in the host's shape, else as problem details (RFC 9457).</summary>
internal sealed class SettingsErrors(OidcSettingsApiOptions options, FieldNames names, ILogger<SettingsErrors> logger)
{
    /// <summary>Answers a failure.</summary>
    public Task WriteAsync(HttpContext context, OidcException exception)
    {
        var status = StatusOf(exception.Error);
        var id = CreateId();
        if (status >= StatusCodes.Status500InternalServerError)
        {
            logger.SettingsRequestFailed(exception, id, exception.Error.Code, exception.Error.Message);
        }
        else
        {
            logger.SettingsRequestRefused(id, exception.Error.Code, exception.Error.Message);
        }

        ResponseHeaders.RetryAfter(context.Response, exception);
        return WriteAsync(context, new SettingsApiError(status, exception.Error.Code, exception.Error.Message, exception.Error.Remedy, [], id));
    }

    /// <summary>Answers with all that is wrong with settings that were sent.</summary>
    public Task WriteAsync(HttpContext context, IReadOnlyList<SettingsFinding> findings)
    {
        var renamed = findings.Select(names.Rename).ToArray();
        var errors = renamed.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => finding.Error).ToArray();
        var code = errors.Select(error => error.Code).Distinct().Count() == 1 ? errors[0].Code : OidcErrorCodes.SettingsInvalid;
        var id = CreateId();
        // The fields alone: the values that the messages quote are not for the log.
        logger.SettingsRequestRefused(id, code, string.Join(' ', renamed.Select(finding => finding.Field).Distinct()));
        return WriteAsync(context, new SettingsApiError(
            StatusCodes.Status400BadRequest, code, string.Join(' ', errors.Select(error => error.Message)), string.Join(' ', errors.Select(error => error.Remedy)), renamed, id));
    }

    private Task WriteAsync(HttpContext context, SettingsApiError error)
    {
        context.Response.StatusCode = error.Status;
        return options.WriteError is { } write ? write(context, error) : JsonAnswer.WriteAsync(context, ProblemOf(error), "application/problem+json");
    }

    private static JsonObject ProblemOf(SettingsApiError error) => new()
    {
        ["title"] = OidcErrorCatalog.Get(error.Code).Meaning,
        ["status"] = error.Status,
        ["detail"] = error.Message,
        ["code"] = error.Code,
        ["remedy"] = error.Remedy,
        ["id"] = error.Id,
        ["findings"] = new JsonArray([.. error.Findings.Select(FindingJson.Of)]),
    };

    private static string CreateId() => Guid.NewGuid().ToString();

    /// <summary>The status of an answer that says this error.</summary>
    internal static int StatusOf(OidcError error) => error.Code switch
    {
        OidcErrorCodes.SettingsSignInRequired => StatusCodes.Status401Unauthorized,
        OidcErrorCodes.SettingsMethod => StatusCodes.Status405MethodNotAllowed,
        OidcErrorCodes.SettingsNotTested => StatusCodes.Status409Conflict,
        OidcErrorCodes.SettingsConflict => StatusCodes.Status412PreconditionFailed,
        OidcErrorCodes.SettingsTooLarge => StatusCodes.Status413PayloadTooLarge,
        OidcErrorCodes.SettingsContentType => StatusCodes.Status415UnsupportedMediaType,
        OidcErrorCodes.SettingsPrecondition => StatusCodes.Status428PreconditionRequired,
        OidcErrorCodes.SettingsProbeBusy => StatusCodes.Status429TooManyRequests,
        OidcErrorCodes.SettingsRequestFailed => StatusCodes.Status500InternalServerError,
        _ => ErrorResponder.StatusOf(error.Kind),
    };
}

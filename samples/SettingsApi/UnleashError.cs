using OidcRelyingParty;
using OidcRelyingParty.Settings;

namespace SettingsApi;

/// <summary>The shape of errors that callers know: <c>id</c>, <c>name</c> and <c>message</c>.</summary>
internal static class UnleashError
{
    public static Task WriteAsync(HttpContext context, SettingsApiError error) => context.Response.WriteAsJsonAsync(new
    {
        id = error.Id,
        name = error.Status switch
        {
            StatusCodes.Status400BadRequest => "ValidationError",
            StatusCodes.Status401Unauthorized => "AuthenticationRequired",
            StatusCodes.Status403Forbidden => "NoAccessError",
            StatusCodes.Status415UnsupportedMediaType => "ContentTypeError",
            _ => "GenericError",
        },
        message = error.Message,
        details = error.Findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => new { finding.Error.Message, finding.Error.Code }),
    });
}

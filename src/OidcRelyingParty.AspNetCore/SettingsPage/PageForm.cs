using System.Text;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Endpoints;

namespace OidcRelyingParty.SettingsPage;

/// <summary>Reads the form that a button sent.</summary>
internal static class PageForm
{
    /// <exception cref="OidcException">It is none, or longer than the server accepts.</exception>
    public static async Task<IFormCollection> ReadAsync(HttpContext context)
    {
        if (!FormBody.IsForm(context.Request))
        {
            throw new OidcException(OidcErrorCodes.SettingsContentType, "The page sends its forms as application/x-www-form-urlencoded.");
        }

        try
        {
            return await context.Request.ReadFormAsync(context.RequestAborted);
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new OidcException(OidcErrorCodes.SettingsTooLarge, "The form is longer than the server accepts.", innerException: e);
        }
        // The framework's limits for forms; it throws the last for a charset it refuses (UTF-7).
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or DecoderFallbackException or NotSupportedException)
        {
            throw new OidcException(OidcErrorCodes.SettingsDocument, "The form could not be read to its end.", innerException: e);
        }
    }
}

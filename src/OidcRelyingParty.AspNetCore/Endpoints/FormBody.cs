using System.Text;
using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>
/// Reads a posted form as text. Not with the framework's reader: one that is too long ends at the limit, and a parameter that comes twice stays visible.
/// </summary>
internal static class FormBody
{
    public static bool IsForm(HttpRequest request) =>
        request.ContentType?.Split(';')[0].Trim().Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The body; null when it is longer than the limit, in bytes.</summary>
    public static async Task<string?> ReadAsync(HttpRequest request, int maxLength) =>
        await RequestBody.ReadAsync(request, maxLength) is { } body ? Encoding.UTF8.GetString(body.Span) : null;
}

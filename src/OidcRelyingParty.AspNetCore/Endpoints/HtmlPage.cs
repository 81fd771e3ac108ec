using System.Security.Cryptography;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Endpoints;

/// <summary>The frame of our pages: it loads nothing, cannot be framed, and runs no script but the one it is given.</summary>
internal static class HtmlPage
{
    private const string NoForm = "'none'";

    public static string Encode(string text) => HtmlEncoder.Default.Encode(text);

    /// <param name="context">The request; its status and the headers that forbid to store the answer are set already.</param>
    /// <param name="title">Plain text.</param>
    /// <param name="main">The element <c>main</c>, in which every text is encoded.</param>
    /// <param name="formAction">Where its forms may go, as the policy writes it.</param>
    /// <param name="script">A script of our own; null for none.</param>
    /// <param name="style">What the page adds to the look of all.</param>
    /// <param name="refreshTo">Where the browser goes by itself; null for nowhere.</param>
    public static Task WriteAsync(
        HttpContext context, string title, string main, string formAction = NoForm, string? script = null, string style = "", string? refreshTo = null)
    {
        var nonce = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        var scriptSource = script is null ? "" : $"script-src 'nonce-{nonce}'; ";
        var css = (formAction == NoForm ? PageStyle.Css : PageStyle.Css + PageStyle.Form) + style;
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'nonce-{nonce}'; {scriptSource}base-uri 'none'; form-action {formAction}; frame-ancestors 'none'";
        return context.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{Encode(title)}</title>
            {(refreshTo is null ? "" : $"<meta http-equiv=\"refresh\" content=\"0;url={Encode(refreshTo)}\">")}
            <style nonce="{nonce}">{css}</style>
            {(script is null ? "" : $"<script nonce=\"{nonce}\">{script}</script>")}
            </head>
            <body>
            {main}
            </body>
            </html>
            """, context.RequestAborted);
    }
}

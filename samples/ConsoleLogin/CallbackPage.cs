using System.Net;
using System.Text;

namespace ConsoleLogin;

/// <summary>The page the browser ends on. Its address holds a code, so it is kept nowhere and told to nobody.</summary>
internal static class CallbackPage
{
    private const string Style = ":root{color-scheme:light dark}body{margin:20vh auto;padding:1rem;max-width:32rem;font:1.125rem/1.5 system-ui,sans-serif}";

    public static void Write(HttpListenerResponse response, HttpStatusCode status, string message)
    {
        var html = $"""
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>ConsoleLogin</title><style>{Style}</style></head>
            <body><main><p>{WebUtility.HtmlEncode(message)}</p></main></body>
            </html>
            """;
        response.StatusCode = (int)status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers["Cache-Control"] = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        try
        {
            response.Close(Encoding.UTF8.GetBytes(html), willBlock: true);
        }
        catch (HttpListenerException)
        {
            // The browser did not wait for the page; the sign-in does not depend on it.
        }
    }
}

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace OidcRelyingParty.Endpoints;

/// <summary>Tells a person's page view from a program's call: only the first can be sent to a login page.</summary>
internal static class RequestKind
{
    /// <summary>Whether a redirect to a login page makes sense: a browser is opening a page.</summary>
    public static bool IsPageView(HttpContext context)
    {
        var request = context.Request;
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsPost(request.Method))
            || context.GetEndpoint()?.Metadata.GetMetadata<IDisableCookieRedirectMetadata>() is not null
            || request.Headers.XRequestedWith == "XMLHttpRequest")
        {
            return false;
        }

        // Browsers say what they are doing; where they do not, a page view asks for HTML and a call does not.
        return request.Headers.TryGetValue("Sec-Fetch-Mode", out var mode) ? mode == "navigate" : AcceptsHtml(request);
    }

    /// <summary>Whether an answer for people can be shown: anything but a client that asks for JSON alone.</summary>
    public static bool WantsPage(HttpRequest request) => AcceptsHtml(request) || !request.Headers.Accept.ToString().Contains("json", StringComparison.OrdinalIgnoreCase);

    private static bool AcceptsHtml(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var types) && types.Any(type => type.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase));
}

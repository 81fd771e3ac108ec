using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Endpoints;

namespace OidcRelyingParty.SettingsPage;

/// <summary>Sends the administrator's browser to the provider by a page, because the policy of the settings page lets its forms lead nowhere else.</summary>
internal static class TrialRedirect
{
    public static Task WriteAsync(HttpContext context, Uri location)
    {
        var address = HtmlPage.Encode(location.OriginalString);
        ResponseHeaders.NoStore(context.Response);
        return HtmlPage.WriteAsync(
            context,
            "To the provider",
            $"""
            <main>
            <h1>To the provider</h1>
            <p>Sign in there as usual. Nothing of it counts here: you will see what it would come to.</p>
            <nav aria-label="Ways on"><a class="button" id="to-provider" href="{address}">Go on</a></nav>
            </main>
            """,
            refreshTo: location.OriginalString);
    }
}

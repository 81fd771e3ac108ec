using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Administration;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.SettingsPage;

/// <summary>Puts together what the page shows, and sends it.</summary>
internal sealed class SettingsPageWriter(
    OidcSettingsPageOptions options, SettingsAdministration administration, PageAddresses addresses, IAntiforgery antiforgery)
{
    /// <summary>In the query of a page that says what was done.</summary>
    public const string Done = "done";

    private const int ShownHistory = 20;

    /// <param name="request">Who asks, and about what.</param>
    /// <param name="view">The settings as they are.</param>
    /// <param name="texts">What stands in the fields.</param>
    /// <param name="complete">Adds what there is besides.</param>
    public async Task WriteAsync(SettingsApiRequest request, SettingsView view, IReadOnlyDictionary<string, string> texts, Func<SettingsPageModel, SettingsPageModel> complete)
    {
        var context = request.Context;
        var token = antiforgery.GetAndStoreTokens(context);
        var model = complete(new SettingsPageModel
        {
            Title = options.Title,
            Path = PathOf(context),
            View = view,
            Fields = options.Fields,
            Texts = texts,
            Antiforgery = (token.FormFieldName, token.RequestToken!), // the framework always makes one
            RedirectUri = view.Settings.RedirectUri ?? addresses.FindRedirectUri(context, request.Key),
            MoreAddresses = addresses.FindOthers(context),
            History = await administration.ListHistoryAsync(request.Key, ShownHistory, request.Aborted),
            Comparison = await FindComparisonAsync(view, request.Aborted),
        });
        ResponseHeaders.NoStore(context.Response);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        // Who cannot see the page hears its title first.
        var title = model.Faults.Count > 0 || model.Error is not null ? "Not saved – " + options.Title : options.Title;
        await HtmlPage.WriteAsync(context, title, SettingsPageHtml.Render(model), formAction: "'self'", script: SettingsPageHtml.Script, style: SettingsPageStyle.Css);
    }

    /// <summary>Leads to the page anew: one that is loaded again must not send its form again.</summary>
    public static void Redirect(HttpContext context, PageNotice notice)
    {
        ResponseHeaders.NoStore(context.Response);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = $"{PathOf(context)}?{Done}={notice}";
    }

    public static string PathOf(HttpContext context) => context.Request.PathBase.ToUriComponent() + context.Request.Path.ToUriComponent();

    private async Task<RevisionComparisonShown?> FindComparisonAsync(SettingsView view, CancellationToken cancellationToken) =>
        view is { VersionInForce: { } inForce, Problem: null } && inForce != view.Settings.Version
            ? new RevisionComparisonShown(inForce, view.Settings.Version, await administration.CompareAsync(view.Key, inForce, view.Settings.Version, cancellationToken))
            : null;
}

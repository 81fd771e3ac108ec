using System.Text.Json.Nodes;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.SettingsPage;

/// <summary>The fields in which two revisions differ; of a secret only that it does.</summary>
internal static class ComparisonHtml
{
    private const string None = "–";

    public static string Render(SettingsPageModel model)
    {
        if (model.Comparison is not { } comparison)
        {
            return "";
        }

        var isStatus = comparison.Before == model.View.VersionInForce && comparison.After == model.View.Settings.Version;
        return $"""
            <section aria-labelledby="differences-heading"><h2 id="differences-heading">{(isStatus ? "What is saved and what is in force differ" : "Differences")}</h2>
            {(comparison.Differences.Count == 0 ? "<p>There are none.</p>" : Table(model, comparison, isStatus))}
            {WayBack(model, comparison.Before)}
            </section>
            """;
    }

    private static string Table(SettingsPageModel model, RevisionComparisonShown comparison, bool isStatus) => $"""
        <div class="scroll" tabindex="0" role="group" aria-label="Table of differences"><table id="differences">
        <thead><tr><th scope="col">Field</th><th scope="col">{(isStatus ? "In force" : NameOf(model, comparison.Before))}</th><th scope="col">{(isStatus ? "Saved last" : NameOf(model, comparison.After))}</th></tr></thead>
        <tbody>{string.Concat(comparison.Differences.Select(Row))}</tbody></table></div>
        """;

    // Only to what was in force: anything else is a draft, which is tried out first.
    private static string WayBack(SettingsPageModel model, string version) =>
        version == model.View.VersionInForce || !model.History.Any(entry => entry.Version == version && entry.Action == SettingsAction.Activated) ? "" : SettingsPageHtml.SmallForm(
            model,
            $"""<input type="hidden" name="{PageButtons.Version}" value="{PageText.Encode(version)}">""",
            SettingsPageHtml.Button(PageButtons.Activate, $"Put those of {NameOf(model, version)} in force again"));

    private static string Row(SettingsDifference difference) => difference is { Before: null, After: null }
        ? $"""<tr><th scope="row">{PageText.Encode(FieldTexts.LabelOf(difference.Field))}</th><td colspan="2">differs, and is not shown</td></tr>"""
        : $"""<tr><th scope="row">{PageText.Encode(FieldTexts.LabelOf(difference.Field))}</th><td>{ValueOf(difference.Before)}</td><td>{ValueOf(difference.After)}</td></tr>""";

    private static string ValueOf(string? json) => json is null ? None : SettingsForm.Text(JsonNode.Parse(json)) is { Length: > 0 } text ? PageText.Encode(text) : None;

    private static string NameOf(SettingsPageModel model, string version) =>
        HistoryHtml.Revisions(model.History).FirstOrDefault(revision => revision.Version == version).Name is { } name ? PageText.Encode(name) : "Earlier";
}

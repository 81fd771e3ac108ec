using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.SettingsPage;

/// <summary>Who changed what, and the choice of two revisions to compare.</summary>
internal static class HistoryHtml
{
    public static string Render(SettingsPageModel model) => model.History.Count == 0 ? "" : $"""
        <section aria-labelledby="history-heading"><h2 id="history-heading">Who changed what</h2>
        <div class="scroll" tabindex="0" role="group" aria-label="Table of changes"><table id="history"><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Fields</th></tr></thead><tbody>
        {string.Concat(model.History.Select(entry => $"""
            <tr><td>{PageText.When(entry.At)}</td><td>{PageText.Encode(entry.By)}</td><td>{PageText.Words(entry.Action)}{(entry.Override is null ? "" : $" without a check: {PageText.Encode(entry.Override)}")}</td><td>{PageText.Encode(string.Join("; ", entry.ChangedFields.Select(FieldTexts.LabelOf)))}</td></tr>
            """))}
        </tbody></table></div>
        {Choice(model, Revisions(model.History))}
        </section>
        """;

    /// <summary>The revisions of a history, the newest first, and what to call them.</summary>
    public static IReadOnlyList<(string Version, string Name)> Revisions(IReadOnlyList<SettingsHistoryEntry> history) =>
    [
        .. history.Where(entry => entry.Action is SettingsAction.Saved or SettingsAction.Activated)
            // The oldest of a revision is the one with which it came.
            .GroupBy(entry => entry.Version, StringComparer.Ordinal)
            .Select(entries => (entries.Key, $"{PageText.Exact(entries.Last().At)} by {entries.Last().By}")),
    ];

    private static string Choice(SettingsPageModel model, IReadOnlyList<(string Version, string Name)> revisions) => revisions.Count < 2 ? "" : $"""
        <form method="get" action="{PageText.Encode(model.Path)}#differences-heading" class="small" id="compare">
        <label for="before">Compare</label><select id="before" name="before">{Options(revisions, model.Comparison?.Before ?? revisions[1].Version)}</select>
        <label for="after">with</label><select id="after" name="after">{Options(revisions, model.Comparison?.After ?? revisions[0].Version)}</select>
        <div class="actions"><button class="plain">Show differences</button></div>
        </form>
        """;

    private static string Options(IReadOnlyList<(string Version, string Name)> revisions, string chosen) => string.Concat(revisions.Select(revision =>
        $"""<option value="{PageText.Encode(revision.Version)}"{(revision.Version == chosen ? " selected" : "")}>{PageText.Encode(revision.Name)}</option>"""));
}

using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>What a test of the connection found.</summary>
internal static class FindingsHtml
{
    public static string Render(SettingsPageModel model) => model.Findings is not { } findings ? "" : $"""
        <section aria-labelledby="findings-heading" id="findings" tabindex="-1" autofocus><h2 id="findings-heading">The connection was tested</h2>
        <p role="status">{Outcome(findings)} Nothing was saved.</p>
        <ul class="findings">{string.Concat(findings.Select(finding => Finding(FieldHtml.Label(finding, model))))}</ul></section>
        """;

    private static string Outcome(IReadOnlyList<SettingsFinding> findings) =>
        findings.Any(finding => finding.Severity == FindingSeverity.Error) ? "Sign-ins would fail."
        : findings.Any(finding => finding.Severity == FindingSeverity.Warning) ? "Sign-ins may fail, or bring less than wanted: see the warnings."
        : "Sign-ins can work.";

    private static string Finding(SettingsFinding finding) => $"""
        <li class="{PageText.Words(finding.Severity)}"><strong>{PageText.Words(finding.Severity)}</strong> {PageText.Encode(finding.Error.Message)}
        <span>{PageText.Encode(finding.Severity == FindingSeverity.Information ? "" : finding.Error.Remedy)}</span> <code>{PageText.Encode(finding.Error.Code)}</code></li>
        """;
}

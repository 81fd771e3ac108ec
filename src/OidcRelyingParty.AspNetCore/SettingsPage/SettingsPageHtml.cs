using System.Globalization;
using System.Text.Json;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Providers;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>The page: works without a script, which only copies addresses.</summary>
internal static class SettingsPageHtml
{
    /// <summary>Copies the text of the field beside the button that was pressed.</summary>
    public const string Script = """
        addEventListener('click', e => { const b = e.target.closest('[data-copy]'); if (!b) return;
          navigator.clipboard.writeText(document.getElementById(b.dataset.copy).value); b.textContent = 'Copied'; });
        """;

    public static string Render(SettingsPageModel model) => $"""
        <main class="wide">
        <h1>{Encode(model.Title)}</h1>
        {Alerts(model)}
        {Status(model)}
        {Addresses(model)}
        {Presets(model)}
        <form method="post" action="{Encode(model.Path)}" novalidate id="settings">
        {Hidden(model)}
        {string.Concat(Enum.GetValues<FieldGroup>().Select(group => Group(model, group)))}
        <div class="actions">
        <button name="action" value="save" class="button">Save</button>
        <button name="action" value="draft" class="plain">Save as draft</button>
        <button name="action" value="check" class="plain">Test connection</button>
        </div>
        </form>
        {Found(model)}
        {Differences(model)}
        {History(model)}
        </main>
        """;

    private static string Alerts(SettingsPageModel model)
    {
        var notice = model.Notice is null ? "" : $"""<p class="notice good" role="status">{Encode(model.Notice)}</p>""";
        var error = model.Error is null ? "" : $"""
            <div class="notice bad" role="alert" data-error-code="{Encode(model.Error.Code)}"><p><strong>{Encode(model.Error.Meaning)}</strong></p>
            <p>{Encode(model.Error.Remedy)}</p><p><code>{Encode(model.Error.Code)}</code></p></div>
            """;
        return notice + error + (model.Faults.Count == 0 ? "" : $"""
            <div class="notice bad" role="alert" id="faults" tabindex="-1"><p><strong>Nothing was saved.</strong></p>
            <ul>{string.Concat(model.Faults.Select(fault => FieldHtml.FindField(fault, model.Fields) is { } field
                ? $"""<li><a href="#{FieldHtml.IdOf(field.Name)}">{Encode(fault.Error.Message)}</a></li>""" : $"<li>{Encode(fault.Error.Message)}</li>"))}</ul></div>
            """);
    }

    private static string Status(SettingsPageModel model)
    {
        var view = model.View;
        var state = view.IsSignInEnabled ? "on" : "off";
        return $"""
            <section aria-labelledby="status-heading"><h2 id="status-heading">Status</h2>
            <dl>
            <dt>Sign-in with the provider</dt><dd><span class="badge {state}" id="status">{(view.IsSignInEnabled ? "On" : "Off")}</span></dd>
            <dt>Settings saved last</dt><dd>{(view.State is null ? "none yet" : $"{Words(view.State.Value)}, {When(view.SavedAt)} by {Encode(view.SavedBy ?? "")}")}</dd>
            <dt>Client secret</dt><dd>{Secret(view.ClientSecret)}</dd>
            </dl>
            {(view.Problem is { } problem ? $"""<p class="notice bad" role="alert" data-error-code="{Encode(problem.Code)}">{Encode(problem.Meaning)} {Encode(problem.Remedy)}</p>""" : "")}
            {Confirmation(model)}
            {Draft(model)}
            </section>
            """;
    }

    private static string Confirmation(SettingsPageModel model) => model.View.ConfirmBy is null ? "" : SmallForm(
        model,
        $"""<p>These settings are in force until {When(model.View.ConfirmBy)}. Unless somebody confirms them, the ones before come back by themselves.</p>""",
        """<button name="action" value="confirm" class="button">Keep these settings</button> <button name="action" value="rollback" class="plain">Return to the ones before</button>""");

    private static string Draft(SettingsPageModel model) => model.View.State is not (RevisionState.Draft or RevisionState.Tested) ? "" : SmallForm(
        model,
        $"""
        <p>The settings saved last are not in force.</p>
        <input type="hidden" name="version" value="{Encode(model.View.Settings.Version)}">
        {(model.View.State is RevisionState.Tested ? "" : """
            <div class="field"><label for="override">Why without a test sign-in</label><input id="override" name="override" aria-describedby="override-hint">
            <p class="hint" id="override-hint">Only where the application asks for one. The reason is written into the history.</p></div>
            """)}
        """,
        """
        <button name="action" value="test" class="button">Sign in with this draft</button>
        <button name="action" value="activate" class="plain">Put it in force</button>
        """);

    private static string SmallForm(SettingsPageModel model, string text, string buttons) =>
        $"""<form method="post" action="{Encode(model.Path)}" class="small">{Hidden(model)}{text}<div class="actions">{buttons}</div></form>""";

    private static string Hidden(SettingsPageModel model) => $"""
        <input type="hidden" name="{Encode(model.Antiforgery.Name)}" value="{Encode(model.Antiforgery.Value)}"><input type="hidden" name="stamp" value="{Encode(model.View.Stamp ?? "")}">
        """;

    private static string Secret(SecretStatus secret) => secret switch
    {
        { IsReadable: false } => "cannot be decrypted",
        { IsSet: true } => $"set {When(secret.SetAt)}, fingerprint <code>{Encode(secret.Fingerprint ?? "")}</code>",
        _ => "not set",
    };

    private static string Addresses(SettingsPageModel model) => $"""
        <section aria-labelledby="addresses-heading"><h2 id="addresses-heading">To register at the provider</h2>
        {(model.RedirectUri is { } uri ? Copyable("redirect-uri", "Redirect URI", uri) : """<p>Set the application's public origin first; it is then shown here.</p>""")}
        {(model.MoreAddresses.Count == 0 ? "" : $"""<details><summary>More addresses</summary>{string.Concat(model.MoreAddresses.Select((one, place) => Copyable($"address-{place}", one.Name, one.Address)))}</details>""")}
        </section>
        """;

    private static string Copyable(string id, string label, Uri address) => $"""
        <label for="{id}">{Encode(label)}</label>
        <div class="copy"><input id="{id}" readonly value="{Encode(address.OriginalString)}"><button type="button" class="plain" data-copy="{id}" aria-label="Copy {Encode(label)}">Copy</button></div>
        """;

    private static string Presets(SettingsPageModel model) => $"""
        <section aria-labelledby="preset-heading"><h2 id="preset-heading">Known providers</h2>
        <form method="get" action="{Encode(model.Path)}" class="small" id="preset-form">
        <label for="preset">Fill in what is known about</label>
        <select id="preset" name="preset">{string.Concat(ProviderPresets.All.Select(preset =>
            $"""<option value="{Encode(preset.Id)}"{(preset == model.Preset ? " selected" : "")}>{Encode(preset.Name)}</option>"""))}</select>
        {string.Concat((model.Preset?.Fields ?? []).Select(field => $"""
            <label for="preset-{Encode(field.Name)}">{Encode(field.Label)}</label>
            <input id="preset-{Encode(field.Name)}" name="{Encode(field.Name)}" placeholder="{Encode(field.Example)}" value="{Encode(model.PresetValues.GetValueOrDefault(field.Name, ""))}">
            """))}
        <div class="actions"><button class="plain">{(model.Preset is null ? "Choose" : "Fill in")}</button></div>
        {(model.Preset is { } chosen ? $"""<p>{Encode(chosen.RedirectUriHint)}</p><ul>{string.Concat(chosen.Quirks.Select(quirk => $"<li>{Encode(quirk)}</li>"))}</ul>""" : "")}
        </form></section>
        """;

    private static string Group(SettingsPageModel model, FieldGroup group)
    {
        var fields = model.Fields.Where(field => FieldTexts.Of(field).Group == group).ToArray();
        var html = string.Concat(fields.Select(field => FieldHtml.Render(field, model)));
        var hasFault = model.Faults.Any(fault => FieldHtml.FindField(fault, model.Fields) is { } field && fields.Contains(field));
        return fields.Length == 0 ? ""
            : group == FieldGroup.Provider ? $"""<fieldset><legend>{FieldTexts.NameOf(group)}</legend>{html}</fieldset>"""
            : $"""<details{(hasFault ? " open" : "")}><summary>{FieldTexts.NameOf(group)}</summary><fieldset><legend class="hidden">{FieldTexts.NameOf(group)}</legend>{html}</fieldset></details>""";
    }

    private static string Found(SettingsPageModel model) => model.Findings is not { } findings ? "" : $"""
        <section aria-labelledby="findings-heading" id="findings"><h2 id="findings-heading">The connection was tested</h2>
        <p role="status">{(findings.Any(finding => finding.Severity == FindingSeverity.Error) ? "Sign-ins would fail." : "Sign-ins can work.")} Nothing was saved.</p>
        <ul class="findings">{string.Concat(findings.Select(finding => $"""
            <li class="{Words(finding.Severity)}"><strong>{Words(finding.Severity)}</strong> {Encode(finding.Error.Message)} <span>{Encode(finding.Severity == FindingSeverity.Information ? "" : finding.Error.Remedy)}</span> <code>{Encode(finding.Error.Code)}</code></li>
            """))}</ul></section>
        """;

    private static string Differences(SettingsPageModel model) => model.Differences.Count == 0 ? "" : $"""
        <section aria-labelledby="differences-heading"><h2 id="differences-heading">What is saved and what is in force differ</h2>
        <div class="scroll" tabindex="0" role="group" aria-label="Table of differences"><table><thead><tr><th scope="col">Field</th><th scope="col">In force</th><th scope="col">Saved last</th></tr></thead><tbody>
        {string.Concat(model.Differences.Select(one => $"""<tr><th scope="row">{Encode(one.Field)}</th><td>{Encode(one.Before ?? "–")}</td><td>{Encode(one.After ?? "–")}</td></tr>"""))}
        </tbody></table></div></section>
        """;

    private static string History(SettingsPageModel model) => model.History.Count == 0 ? "" : $"""
        <section aria-labelledby="history-heading"><h2 id="history-heading">Who changed what</h2>
        <div class="scroll" tabindex="0" role="group" aria-label="Table of changes"><table id="history"><thead><tr><th scope="col">When</th><th scope="col">Who</th><th scope="col">What</th><th scope="col">Fields</th></tr></thead><tbody>
        {string.Concat(model.History.Select(entry => $"""
            <tr><td>{When(entry.At)}</td><td>{Encode(entry.By)}</td><td>{Words(entry.Action)}{(entry.Override is null ? "" : $" without a check: {Encode(entry.Override)}")}</td><td>{Encode(string.Join(", ", entry.ChangedFields))}</td></tr>
            """))}
        </tbody></table></div></section>
        """;

    private static string When(DateTimeOffset? at) => at is not { } time ? "" : $"""
        <time datetime="{time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}">{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC</time>
        """.Trim();

    private static string Words<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');

    private static string Encode(string text) => HtmlPage.Encode(text);
}

using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>The page: works without a script, which only copies addresses.</summary>
internal static class SettingsPageHtml
{
    /// <summary>Copies the text of the field beside the button that was pressed; where the browser does not let it, the text is marked.</summary>
    public const string Script = """
        addEventListener('click', async e => { const b = e.target.closest('[data-copy]'); if (!b) return;
          const f = document.getElementById(b.dataset.copy), said = b.nextElementSibling; f.select();
          try { await navigator.clipboard.writeText(f.value); said.textContent = 'Copied'; } catch { said.textContent = 'Marked: copy it with your keyboard'; } });
        """;

    public static string Render(SettingsPageModel model) => $"""
        <main class="wide">
        <h1>{PageText.Encode(model.Title)}</h1>
        {Whose(model.View.Key)}
        {AlertsHtml.Render(model)}
        {StatusHtml.Render(model)}
        {AddressesHtml.Render(model)}
        {PresetHtml.Render(model)}
        <form method="post" action="{PageText.Encode(model.Path)}" novalidate id="settings">
        {Hidden(model)}
        {string.Concat(Enum.GetValues<FieldGroup>().Select(group => Group(model, group)))}
        <div class="actions">
        {Button(PageButtons.Save, "Save", "button")}
        {Button(PageButtons.Draft, "Save as draft")}
        {Button(PageButtons.Check, "Test connection")}
        </div>
        </form>
        {(model.View.ClientSecret.IsSet ? $"""<form method="post" action="{PageText.Encode(model.Path)}" id="{FieldHtml.RemoveSecretForm}">{Hidden(model)}</form>""" : "")}
        {FindingsHtml.Render(model)}
        {ComparisonHtml.Render(model)}
        {HistoryHtml.Render(model)}
        </main>
        """;

    /// <summary>A form that is not about the fields.</summary>
    public static string SmallForm(SettingsPageModel model, string text, string buttons) =>
        $"""<form method="post" action="{PageText.Encode(model.Path)}" class="small">{Hidden(model)}{text}<div class="actions">{buttons}</div></form>""";

    public static string Button(string action, string text, string style = "plain") => $"""
        <button name="{PageButtons.Name}" value="{action}" class="{style}">{text}</button>
        """;

    private static string Hidden(SettingsPageModel model) => $"""
        <input type="hidden" name="{PageText.Encode(model.Antiforgery.Name)}" value="{PageText.Encode(model.Antiforgery.Value)}">
        <input type="hidden" name="{PageButtons.Stamp}" value="{PageText.Encode(model.View.Stamp ?? "")}">
        """;

    private static string Whose(OidcSettingsKey key) => key == OidcSettingsKey.Default ? "" : $"""
        <p class="whose">Tenant <strong>{PageText.Encode(key.Tenant)}</strong>, provider <strong>{PageText.Encode(key.Provider)}</strong></p>
        """;

    private static string Group(SettingsPageModel model, FieldGroup group)
    {
        var fields = model.Fields.Where(field => FieldTexts.Of(field).Group == group).ToArray();
        var html = string.Concat(fields.Select(field => FieldHtml.Render(field, model)));
        var hasFault = model.Faults.Any(fault => FieldHtml.FindField(fault, model) is { } field && fields.Contains(field));
        return fields.Length == 0 ? ""
            : group == FieldGroup.Provider ? $"""<fieldset><legend>{FieldTexts.NameOf(group)}</legend>{html}</fieldset>"""
            : $"""<details{(hasFault ? " open" : "")}><summary>{FieldTexts.NameOf(group)}</summary><fieldset><legend class="hidden">{FieldTexts.NameOf(group)}</legend>{html}</fieldset></details>""";
    }
}

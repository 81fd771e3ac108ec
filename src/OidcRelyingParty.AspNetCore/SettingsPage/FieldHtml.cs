using OidcRelyingParty.Administration;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>One field of the form: its label, its hint, and what is wrong with it, tied together for those who cannot see the page.</summary>
internal static class FieldHtml
{
    /// <summary>The form that the button beside the secret belongs to. Not the one of the fields: Enter in a field presses the first button of its form.</summary>
    public const string RemoveSecretForm = "remove-secret";

    private const string RemoveSecret = $"""
        <button form="{RemoveSecretForm}" name="{PageButtons.Name}" value="{PageButtons.RemoveSecret}" class="plain" aria-describedby="remove-secret-hint">Remove the secret</button>
        <p class="hint" id="remove-secret-hint">At once, and nothing else on this page is saved with it.</p>
        """;

    // A host names its own fields as it likes, and in lists of ids a space separates.
    public static string IdOf(string field) => "field-" + string.Concat(field.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));

    /// <summary>The field of the page that a finding is about; null for one that the page does not show.</summary>
    public static SettingsField? FindField(SettingsFinding finding, SettingsPageModel model)
    {
        var fields = FieldNames.FieldsFor(finding.Field, model.Fields).ToArray();
        // A discovery URL may stand where the issuer is asked for.
        return (finding.Field == nameof(OidcSettings.MetadataAddress) ? Array.Find(fields, field => model.Texts.GetValueOrDefault(field.Name, "").Length > 0) : null) ?? fields.FirstOrDefault();
    }

    /// <summary>The finding under the label of its field.</summary>
    public static SettingsFinding Label(SettingsFinding finding, SettingsPageModel model) =>
        FindField(finding, model) is { } field ? FieldNames.Rename(finding, FieldTexts.Of(field).Label) : finding;

    public static string Render(SettingsField field, SettingsPageModel model)
    {
        var (id, text) = (IdOf(field.Name), FieldTexts.Of(field));
        var faults = model.Preset is null ? model.Faults.Where(fault => FindField(fault, model) == field).Select(fault => Label(fault, model)).ToArray() : [];
        var hint = field.IsSecret ? SecretHint(model) : Encode(text.Hint);
        var described = string.Join(' ', new[] { hint.Length > 0 ? id + "-hint" : "", faults.Length > 0 ? id + "-fault" : "" }.Where(one => one.Length > 0));
        var attributes = $"""id="{id}" name="{Encode(field.Name)}"{(described.Length > 0 ? $" aria-describedby=\"{described}\"" : "")}{(faults.Length > 0 ? " aria-invalid=\"true\"" : "")}""";
        var label = $"""<label for="{id}">{Encode(text.Label)}</label>""";
        var value = model.Texts.GetValueOrDefault(field.Name, "");
        return $"""
            <div class="field{(faults.Length > 0 ? " wrong" : "")}">
            {(field.Kind == SettingsFieldKind.Flag ? $"""<div class="tick">{Input(field, value, attributes)}{label}</div>""" : label + Input(field, value, attributes))}
            {(hint.Length > 0 ? $"""<p class="hint" id="{id}-hint">{hint}</p>""" : "")}
            {(faults.Length > 0 ? $"""<p class="fault" id="{id}-fault">{string.Join(' ', faults.Select(fault => Encode($"{fault.Error.Message} {fault.Error.Remedy}")))}</p>""" : "")}
            {(field.IsSecret && model.View.ClientSecret.IsSet ? RemoveSecret : "")}
            </div>
            """;
    }

    private static string Input(SettingsField field, string value, string attributes) => field.Kind switch
    {
        SettingsFieldKind.Flag => $"""<input type="checkbox" value="true" {attributes}{(SettingsForm.IsTicked(value) ? " checked" : "")}>""",
        SettingsFieldKind.Choice => $"""<select {attributes}>{Options(field, value)}</select>""",
        SettingsFieldKind.Pairs => $"""<textarea rows="4" spellcheck="false" {attributes}>{Encode(value)}</textarea>""",
        SettingsFieldKind.Seconds => $"""<input inputmode="numeric" {attributes} value="{Encode(value)}">""",
        SettingsFieldKind.Secret => $"""<input type="password" autocomplete="new-password" spellcheck="false" {attributes}>""",
        SettingsFieldKind.Url => $"""<input type="url" spellcheck="false" {attributes} value="{Encode(value)}">""",
        _ => $"""<input spellcheck="false" {attributes} value="{Encode(value)}">""",
    };

    // An empty choice where the settings may say nothing; it is what is chosen when they do.
    private static string Options(SettingsField field, string value) => string.Concat(
        (field.Show(new OidcSettings { ClientId = "" }) is null ? [""] : Array.Empty<string>()).Concat(field.Choices)
            .Select(choice => $"""<option value="{Encode(choice)}"{(choice == value ? " selected" : "")}>{Encode(choice.Length == 0 ? "(not set)" : choice.Replace('_', ' '))}</option>"""));

    private static string SecretHint(SettingsPageModel model) => (model.IsSecretTyped ? "<strong>What you typed is not given back: enter it again.</strong> " : "") + model.View.ClientSecret switch
    {
        { IsReadable: false } => "The stored one cannot be decrypted: enter it again.",
        { IsSet: true, SetAt: { } at } secret => $"Leave it blank to keep the one set {PageText.When(at)} (fingerprint {Encode(secret.Fingerprint ?? "")}).",
        _ => "It is stored encrypted and never shown again.",
    };

    private static string Encode(string text) => PageText.Encode(text);
}

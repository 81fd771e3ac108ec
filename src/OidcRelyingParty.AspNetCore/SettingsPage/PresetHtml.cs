using OidcRelyingParty.Providers;

namespace OidcRelyingParty.SettingsPage;

/// <summary>What is known about providers: the choice, what has to be said about the chosen one, and what to mind there.</summary>
internal static class PresetHtml
{
    public static string IdOf(string field) => "preset-" + PageText.Encode(field);

    public static string Render(SettingsPageModel model) => $"""
        <section aria-labelledby="preset-heading"><h2 id="preset-heading">Known providers</h2>
        <form method="get" action="{PageText.Encode(model.Path)}" class="small" id="preset-form">
        <label for="preset">Fill in what is known about</label>
        <select id="preset" name="preset">{string.Concat(ProviderPresets.All.Select(preset =>
            $"""<option value="{PageText.Encode(preset.Id)}"{(preset == model.Preset?.Preset ? " selected" : "")}>{PageText.Encode(preset.Name)}</option>"""))}</select>
        {(model.Preset is { } chosen ? Chosen(chosen, model) : """<div class="actions"><button class="plain">Choose</button></div>""")}
        </form></section>
        """;

    private static string Chosen(PresetForm chosen, SettingsPageModel model) => $"""
        {string.Concat(chosen.Preset.Fields.Select(field => Field(field.Name, field.Label, field.Example, model)))}
        {Field(PresetForm.ClientId, "Client ID", "", model)}
        <div class="actions"><button class="plain">Fill in</button></div>
        <p>{PageText.Encode(chosen.Preset.RedirectUriHint)}</p>
        <ul>{string.Concat(chosen.Preset.Quirks.Select(quirk => $"<li>{PageText.Encode(quirk)}</li>"))}</ul>
        """;

    private static string Field(string name, string label, string example, SettingsPageModel model)
    {
        var (id, faults) = (IdOf(name), model.Faults.Where(fault => fault.Field == name).ToArray());
        return $"""
            <div class="field{(faults.Length > 0 ? " wrong" : "")}"><label for="{id}">{PageText.Encode(label)}</label>
            <input id="{id}" name="{PageText.Encode(name)}" placeholder="{PageText.Encode(example)}" value="{PageText.Encode(model.Preset?.Values.GetValueOrDefault(name) ?? "")}"{(faults.Length > 0 ? $" aria-invalid=\"true\" aria-describedby=\"{id}-fault\"" : "")}>
            {(faults.Length > 0 ? $"""<p class="fault" id="{id}-fault">{string.Join(' ', faults.Select(fault => PageText.Encode($"{fault.Error.Message} {fault.Error.Remedy}")))}</p>""" : "")}
            </div>
            """;
    }
}

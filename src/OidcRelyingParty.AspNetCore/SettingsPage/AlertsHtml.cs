using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>What is said at the top of the page: what was done, what went wrong, and which fields to mend.</summary>
internal static class AlertsHtml
{
    public static string Render(SettingsPageModel model) => Notice(model) + Error(model.Error) + Faults(model);

    private static string Notice(SettingsPageModel model)
    {
        var text = model.Notice is { } notice && IsStillSo(notice, model.View) ? TextOf(notice) : model.Preset?.Result?.Settings is not null ? "Filled in; nothing is saved yet." : null;
        return text is null ? "" : $"""<p class="notice good" role="status" id="notice">{text}</p>""";
    }

    private static string Error(OidcError? error) => error is null ? "" : $"""
        <div class="notice bad" role="alert" data-error-code="{PageText.Encode(error.Code)}"><p><strong>{PageText.Encode(error.Meaning)}</strong></p>
        <p>{PageText.Encode(RemedyOf(error))}</p><p><code>{PageText.Encode(error.Code)}</code></p></div>
        """;

    // The keyboard starts there, and with it a screen reader.
    private static string Faults(SettingsPageModel model) => model.Faults.Count == 0 ? "" : $"""
        <div class="notice bad" role="alert" id="faults" tabindex="-1" autofocus><p><strong>Nothing has changed.</strong></p>
        <ul>{string.Concat(model.Faults.Select(fault => FindId(fault, model) is { } id
            ? $"""<li><a href="#{id}">{PageText.Encode(FieldHtml.Label(fault, model).Error.Message)}</a></li>"""
            : $"<li>{PageText.Encode($"{fault.Error.Message} {fault.Error.Remedy}")}</li>"))}</ul></div>
        """;

    private static string? FindId(SettingsFinding fault, SettingsPageModel model) =>
        model.Preset?.Values.ContainsKey(fault.Field) == true ? PresetHtml.IdOf(fault.Field)
        : FieldHtml.FindField(fault, model) is { } field ? FieldHtml.IdOf(field.Name)
        : null;

    // The address may be loaded again when somebody else, or the time to confirm, has long changed what it tells.
    private static bool IsStillSo(PageNotice notice, SettingsView view) => notice switch
    {
        PageNotice.InForce or PageNotice.InForceWithWarnings => view is { State: RevisionState.Active, IsSignInEnabled: true },
        PageNotice.SwitchedOff => view is { State: RevisionState.Active, IsSignInEnabled: false },
        PageNotice.Draft => view.State is RevisionState.Draft or RevisionState.Tested,
        PageNotice.SecretRemoved => view is { State: not null, ClientSecret.IsSet: false },
        PageNotice.Confirmed => view is { VersionInForce: not null, ConfirmBy: null },
        _ => view is { State: not (null or RevisionState.Active), ConfirmBy: null },
    };

    private static string TextOf(PageNotice notice) => notice switch
    {
        PageNotice.InForce => "The settings are saved and in force.",
        PageNotice.InForceWithWarnings => "The settings are saved and in force. Something about them may not work: “Test connection” says what.",
        PageNotice.SwitchedOff => "The settings are saved. Sign-in with the provider is off.",
        PageNotice.Draft => "The settings are saved as a draft. What is in force has not changed.",
        PageNotice.SecretRemoved => "The secret was removed.",
        PageNotice.Confirmed => "The settings stay in force.",
        _ => "Earlier settings are in force again.",
    };

    // The remedy of the catalogue is for programs, too, which have no form that keeps what was typed.
    private static string RemedyOf(OidcError error) => error.Code == OidcErrorCodes.SettingsConflict
        ? "What you typed is still below. See under “Who changed what” what has been saved meanwhile; saving again replaces it."
        : error.Remedy;
}

using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.SettingsPage;

/// <summary>Whether sign-in is on, by which settings, and what is left to decide about those saved last.</summary>
internal static class StatusHtml
{
    public static string Render(SettingsPageModel model)
    {
        var view = model.View;
        var state = view.IsSignInEnabled ? "on" : "off";
        return $"""
            <section aria-labelledby="status-heading"><h2 id="status-heading">Status</h2>
            <dl>
            <dt>Sign-in with the provider</dt><dd><span class="badge {state}" id="status">{(view.IsSignInEnabled ? "On" : "Off")}</span></dd>
            <dt>Settings saved last</dt><dd id="saved-last">{(view.State is { } saved ? $"{StateOf(saved)}, {PageText.When(view.SavedAt)} by {PageText.Encode(view.SavedBy ?? "")}" : "none yet")}</dd>
            <dt>Client secret</dt><dd id="secret-status">{Secret(view.ClientSecret)}</dd>
            </dl>
            {(view.Problem is { } problem ? $"""<p class="notice bad" role="alert" data-error-code="{PageText.Encode(problem.Code)}">{PageText.Encode(problem.Meaning)} {PageText.Encode(problem.Remedy)}</p>""" : "")}
            {Confirmation(model)}
            {NotInForce(model)}
            </section>
            """;
    }

    private static string StateOf(RevisionState state) => state switch
    {
        RevisionState.Active => "in force",
        RevisionState.Tested => "a draft that passed its test",
        RevisionState.Draft => "a draft",
        _ => "no longer in force",
    };

    private static string Secret(SecretStatus secret) => secret switch
    {
        { IsReadable: false } => "cannot be decrypted",
        { IsSet: true } => $"set {PageText.When(secret.SetAt)}, fingerprint <code>{PageText.Encode(secret.Fingerprint ?? "")}</code>",
        _ => "not set",
    };

    private static string Confirmation(SettingsPageModel model) => model.View.ConfirmBy is null ? "" : SettingsPageHtml.SmallForm(
        model,
        $"""<p class="notice" id="confirm-by">These settings are in force until {PageText.When(model.View.ConfirmBy)}. Unless somebody confirms them, the ones before come back by themselves.</p>""",
        SettingsPageHtml.Button(PageButtons.Confirm, "Keep these settings", "button") + SettingsPageHtml.Button(PageButtons.Return, "Return to the ones before"));

    private static string NotInForce(SettingsPageModel model) => model.View.State is null or RevisionState.Active ? "" : SettingsPageHtml.SmallForm(
        model,
        $"""
        <p>The settings saved last are not in force.</p>
        <input type="hidden" name="{PageButtons.Version}" value="{PageText.Encode(model.View.Settings.Version)}">
        {(model.View.State is RevisionState.Tested ? "" : $"""
            <div class="field"><label for="override">Reason to put them in force without a test</label><input id="override" name="{PageButtons.Override}" aria-describedby="override-hint">
            <p class="hint" id="override-hint">Only when they must count although nobody has signed in with them, or the provider disagrees. It is written into the history.</p></div>
            """)}
        """,
        // The next step first.
        model.View.State is RevisionState.Draft
            ? SettingsPageHtml.Button(PageButtons.Test, "Sign in with this draft", "button") + SettingsPageHtml.Button(PageButtons.Activate, "Put it in force")
            : SettingsPageHtml.Button(PageButtons.Activate, "Put it in force", "button") + SettingsPageHtml.Button(PageButtons.Test, "Sign in with this draft"));
}

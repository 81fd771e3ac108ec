using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Administration;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>Does what the buttons of the page say.</summary>
internal sealed class SettingsPageActions(
    SettingsForm fields, SettingsAdministration administration, ReadingCheck check, TrialStart trials, PageAddresses addresses)
{
    /// <param name="request">Who asks, and about what.</param>
    /// <param name="form">What was sent.</param>
    /// <param name="view">The settings as they are.</param>
    /// <param name="path">Where the page is.</param>
    /// <exception cref="OidcException">There is no such button, somebody else was faster, the draft is untested, or the provider cannot be asked.</exception>
    public Task<PageOutcome> RunAsync(SettingsApiRequest request, IFormCollection form, SettingsView view, string path)
    {
        var action = form[PageButtons.Name].ToString();
        return action switch
        {
            PageButtons.Save or PageButtons.Draft => SaveAsync(request, form, view, asDraft: action == PageButtons.Draft),
            PageButtons.Check => CheckAsync(request, form, view),
            PageButtons.RemoveSecret => RemoveSecretAsync(request, form, view),
            PageButtons.Test => TestAsync(request, form, path),
            PageButtons.Activate => ActivateAsync(request, form),
            PageButtons.Confirm => ConfirmAsync(request, form),
            PageButtons.Return => ReturnAsync(request, form),
            _ => throw new OidcException(OidcErrorCodes.SettingsDocument, "The form was not sent by a button of the page."),
        };
    }

    private async Task<PageOutcome> SaveAsync(SettingsApiRequest request, IFormCollection form, SettingsView view, bool asDraft)
    {
        var reading = Read(form, view);
        return reading.Findings.Count > 0 ? Faulty(reading.Findings)
            : OutcomeOf(await administration.SaveAsync(Update(request, form, reading.Settings, reading.ClientSecret) with { AsDraft = asDraft }, request.Aborted));
    }

    private async Task<PageOutcome> CheckAsync(SettingsApiRequest request, IFormCollection form, SettingsView view)
    {
        var reading = Read(form, view);
        if (reading.Findings.Count > 0)
        {
            return Faulty(reading.Findings);
        }

        var findings = await administration.CheckAsync(Update(request, form, reading.Settings, reading.ClientSecret), request.Aborted);
        return new PageOutcome.Shown(StatusCodes.Status200OK, model => model with { Findings = findings });
    }

    // Nothing but the secret: what stands in the other fields is not saved with it, and a draft is not put in force by it.
    private async Task<PageOutcome> RemoveSecretAsync(SettingsApiRequest request, IFormCollection form, SettingsView view)
    {
        var update = Update(request, form, view.Settings, SecretChange.Clear) with { AsDraft = view.State is not RevisionState.Active };
        return OutcomeOf(await administration.SaveAsync(update, request.Aborted)) is PageOutcome.Shown faulty ? faulty : new PageOutcome.Done(PageNotice.SecretRemoved);
    }

    private async Task<PageOutcome> TestAsync(SettingsApiRequest request, IFormCollection form, string path) =>
        new PageOutcome.ToProvider(await trials.BeginAsync(request.Context, request.Key, form[PageButtons.Version].ToString(), request.By, path));

    private async Task<PageOutcome> ActivateAsync(SettingsApiRequest request, IFormCollection form)
    {
        var result = await administration.ActivateAsync(
            request.Key, form[PageButtons.Version].ToString(), form[PageButtons.Stamp].ToString(), request.By, form[PageButtons.Override],
            addresses.FindRedirectUri(request.Context, request.Key), request.Aborted);
        // Others than those saved last: what was chosen is an earlier revision.
        return result.View is { State: not RevisionState.Active } ? new PageOutcome.Done(PageNotice.Returned) : OutcomeOf(result);
    }

    private async Task<PageOutcome> ConfirmAsync(SettingsApiRequest request, IFormCollection form)
    {
        await administration.ConfirmAsync(request.Key, form[PageButtons.Stamp].ToString(), request.By, request.Aborted);
        return new PageOutcome.Done(PageNotice.Confirmed);
    }

    private async Task<PageOutcome> ReturnAsync(SettingsApiRequest request, IFormCollection form)
    {
        await administration.RollBackAsync(request.Key, form[PageButtons.Stamp].ToString(), request.By, request.Aborted);
        return new PageOutcome.Done(PageNotice.Returned);
    }

    private SettingsUpdate Update(SettingsApiRequest request, IFormCollection form, OidcSettings settings, SecretChange secret) => new()
    {
        Settings = settings with { Key = request.Key },
        ClientSecret = secret,
        ExpectedStamp = form[PageButtons.Stamp].ToString() is { Length: > 0 } stamp ? stamp : null,
        By = request.By,
        RedirectUri = addresses.FindRedirectUri(request.Context, request.Key),
    };

    // What was saved says it itself: where the host asks for a test, it is a draft whatever button was pressed.
    private static PageOutcome OutcomeOf(SettingsSaveResult result) => result.View switch
    {
        null => Faulty(result.Findings),
        { State: not RevisionState.Active } => new PageOutcome.Done(PageNotice.Draft),
        { IsSignInEnabled: false } => new PageOutcome.Done(PageNotice.SwitchedOff),
        _ when result.Findings.Any(finding => finding.Severity == FindingSeverity.Warning) => new PageOutcome.Done(PageNotice.InForceWithWarnings),
        _ => new PageOutcome.Done(PageNotice.InForce),
    };

    private SettingsReading Read(IFormCollection form, SettingsView view) => check.Complete(fields.Read(form, view.Settings, view.ClientSecret.IsSet));

    private static PageOutcome.Shown Faulty(IReadOnlyList<SettingsFinding> findings) =>
        new(StatusCodes.Status400BadRequest, model => model with { Faults = [.. findings.Where(finding => finding.Severity == FindingSeverity.Error)] });
}

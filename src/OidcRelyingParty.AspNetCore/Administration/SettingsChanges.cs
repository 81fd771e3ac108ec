using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>What an administrator's program can change. Every answer is the settings as they are after it.</summary>
internal sealed class SettingsChanges(
    SettingsAdministration administration,
    OidcSessions sessions,
    OidcSettingsApiOptions options,
    SettingsDocument document,
    SettingsReads reads,
    SettingsJson json,
    SettingsErrors errors,
    TrialStart trials,
    ILogger<SettingsChanges> logger)
{
    private const int Attempts = 5;

    /// <summary>PUT of the path: the settings are those of the document; an absent or empty secret stays.</summary>
    public async Task SaveAsync(SettingsApiRequest request)
    {
        var tag = TagOf(request);
        var body = await JsonBody.ReadAsync(request.Context);
        await SaveAsync(request, tag, stored =>
        {
            var reading = document.Read(body, stored);
            return (Update(request, reading.Settings) with { ClientSecret = reading.ClientSecret }, reading.Findings);
        });
    }

    /// <summary>DELETE of the secret: it is taken away, and nothing else changes. What is not in force is not put in force by it.</summary>
    public Task ClearSecretAsync(SettingsApiRequest request) => SaveAsync(
        request, TagOf(request), stored => (Update(request, stored.Settings) with { ClientSecret = SecretChange.Clear, AsDraft = stored.State is not RevisionState.Active }, []));

    /// <summary>POST of <c>check</c>: what saving the document, or without one what is stored, would find. Nothing is saved.</summary>
    public async Task CheckAsync(SettingsApiRequest request)
    {
        var stored = await administration.GetAsync(request.Key, request.Aborted);
        var update = Update(request, stored.Settings);
        IReadOnlyList<SettingsFinding> findings = [];
        if (await JsonBody.FindAsync(request.Context) is { } body)
        {
            var reading = document.Read(body, stored);
            (update, findings) = (Update(request, reading.Settings) with { ClientSecret = reading.ClientSecret }, reading.Findings);
        }

        findings = HasErrors(findings) ? findings : await administration.CheckAsync(update, request.Aborted);
        await JsonAnswer.WriteAsync(request.Context, new JsonObject { ["passed"] = !HasErrors(findings), ["findings"] = json.Findings(findings) });
    }

    /// <summary>POST of <c>test</c>: where to send this administrator's browser for a sign-in with the revision saved last, or the one named, that only shows what it would come to.</summary>
    public async Task TestAsync(SettingsApiRequest request)
    {
        var asked = await JsonBody.FindAsync(request.Context) is { } body ? TrialRequest.Parse(body) : new TrialRequest(null, null);
        var version = asked.Version ?? (await administration.GetAsync(request.Key, request.Aborted)).Settings.Version;
        var address = await trials.BeginAsync(request.Context, request.Key, version, request.By, asked.ReturnTo);
        await JsonAnswer.WriteAsync(request.Context, new JsonObject { ["location"] = address.OriginalString });
    }

    /// <summary>POST of <c>activate</c>: puts a stored revision in force.</summary>
    public async Task ActivateAsync(SettingsApiRequest request)
    {
        var stamp = AnyOrStampOf(request);
        var asked = ActivationRequest.Parse(await JsonBody.ReadAsync(request.Context));
        await AnswerAsync(request, await administration.ActivateAsync(request.Key, asked.Version, stamp, request.By, asked.Override, reads.FindRedirectUri(request), request.Aborted));
    }

    /// <summary>POST of <c>confirm</c>: the revision in force stays.</summary>
    public async Task ConfirmAsync(SettingsApiRequest request) =>
        await reads.AnswerAsync(request, await administration.ConfirmAsync(request.Key, AnyOrStampOf(request), request.By, request.Aborted), []);

    /// <summary>POST of <c>rollback</c>: the revision before is in force again.</summary>
    public async Task RollBackAsync(SettingsApiRequest request) =>
        await reads.AnswerAsync(request, await administration.RollBackAsync(request.Key, AnyOrStampOf(request), request.By, request.Aborted), []);

    /// <summary>POST of <c>sessions/end</c>: everybody of the tenant signs in again.</summary>
    public async Task EndSessionsAsync(SettingsApiRequest request)
    {
        await sessions.EndAsync(SessionSelector.OfTenant(request.Key.Tenant), request.Aborted);
        logger.TenantSessionsEnded(request.By, request.Key.Tenant);
        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task SaveAsync(SettingsApiRequest request, string? tag, Func<SettingsView, (SettingsUpdate Update, IReadOnlyList<SettingsFinding> Findings)> change)
    {
        var how = SaveQuery.Read(request.Context.Request, out var unclear);
        for (var attempt = 1; ; attempt++)
        {
            var stored = await administration.GetAsync(request.Key, request.Aborted);
            var (update, findings) = change(stored);
            if (HasErrors([.. unclear, .. findings]))
            {
                await errors.WriteAsync(request.Context, [.. unclear, .. findings]);
                return;
            }

            // Also without a tag only what was read here is replaced, so that what the document leaves out is never that of two others.
            update = update with { ExpectedStamp = tag is null ? stored.Stamp : IfMatch.StampOf(tag), AsDraft = update.AsDraft || how.AsDraft, SkipProbe = how.SkipProbe };
            try
            {
                await AnswerAsync(request, await administration.SaveAsync(update, request.Aborted));
                return;
            }
            catch (OidcException e) when (e.Error.Code == OidcErrorCodes.SettingsConflict && tag is null && attempt < Attempts)
            {
            }
        }
    }

    private Task AnswerAsync(SettingsApiRequest request, SettingsSaveResult result) => result.View is { } view
        ? reads.AnswerAsync(request, view, result.Findings)
        : errors.WriteAsync(request.Context, result.Findings);

    private SettingsUpdate Update(SettingsApiRequest request, OidcSettings settings) =>
        new() { Settings = settings, ExpectedStamp = null, By = request.By, RedirectUri = reads.FindRedirectUri(request) };

    private string? TagOf(SettingsApiRequest request) => IfMatch.Find(request.Context.Request, options.RequireIfMatch);

    private string AnyOrStampOf(SettingsApiRequest request) => TagOf(request) ?? SettingsUpdate.AnyStamp;

    private static bool HasErrors(IReadOnlyList<SettingsFinding> findings) => findings.Any(finding => finding.Severity == FindingSeverity.Error);
}

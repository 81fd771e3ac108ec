using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Administration;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Providers;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>Shows the page, and does what its buttons say.</summary>
internal sealed class SettingsPageEndpoints(
    string policy,
    OidcSettingsPageOptions options,
    SettingsAccess access,
    SettingsAdministration administration,
    OidcSettingsValidator validator,
    TrialStart trials,
    PageAddresses addresses,
    ErrorResponder errors,
    IAntiforgery antiforgery)
{
    private const int ShownHistory = 20;
    private const string Done = "done";

    private static readonly Dictionary<string, string> Notices = new(StringComparer.Ordinal)
    {
        ["save"] = "The settings were saved and are in force.",
        ["draft"] = "The settings were saved as a draft; what is in force has not changed.",
        ["clear-secret"] = "The secret was removed.",
        ["activate"] = "The settings are in force.",
        ["confirm"] = "The settings stay in force.",
        ["rollback"] = "The settings before are in force again.",
    };

    private readonly SettingsForm _form = new(options.Fields);

    /// <summary>GET: the settings saved last; with a preset in the query, what is known about that provider in their place, not saved.</summary>
    public Task ShowAsync(HttpContext context) => RunAsync(context, async request =>
    {
        var view = await administration.GetAsync(request.Key, request.Aborted);
        var query = context.Request.Query;
        var preset = ProviderPresets.Find(query["preset"].ToString());
        var values = (preset?.Fields ?? []).ToDictionary(field => field.Name, field => query[field.Name].ToString(), StringComparer.Ordinal);
        var filled = preset is not null && (preset.Fields.Count == 0 || values.Values.Any(value => value.Length > 0)) ? preset.Apply(view.Settings, values) : null;
        await WriteAsync(request, view, _form.Show(filled?.Settings ?? view.Settings), model => model with
        {
            Preset = preset,
            PresetValues = values,
            Faults = filled?.Findings ?? [],
            Notice = filled?.Settings is not null ? "Filled in; nothing is saved yet." : Notices.GetValueOrDefault(query[Done].ToString()),
        });
    });

    /// <summary>POST: what the button that was pressed says.</summary>
    public Task SubmitAsync(HttpContext context) => RunAsync(context, async request =>
    {
        var form = await context.Request.ReadFormAsync(request.Aborted);
        var view = await administration.GetAsync(request.Key, request.Aborted);
        try
        {
            await SubmitAsync(request, form, view);
        }
        // Somebody else was faster, the draft is untested, the provider cannot be asked: what was typed stays.
        catch (OidcException e)
        {
            context.Response.StatusCode = ErrorResponder.StatusOf(e.Error.Kind);
            var isTyped = options.Fields.Any(field => form.ContainsKey(field.Name));
            await WriteAsync(request, view, isTyped ? _form.Show(form) : _form.Show(view.Settings), model => model with { Error = e.Error });
        }
    });

    private async Task SubmitAsync(SettingsApiRequest request, IFormCollection form, SettingsView view)
    {
        var action = form["action"].ToString();
        var stamp = form["stamp"].ToString();
        switch (action)
        {
            case "confirm":
                await administration.ConfirmAsync(request.Key, stamp, request.By, request.Aborted);
                break;
            case "rollback":
                await administration.RollBackAsync(request.Key, stamp, request.By, request.Aborted);
                break;
            case "activate":
                if (!await FinishAsync(request, form, await administration.ActivateAsync(request.Key, form["version"].ToString(), stamp, request.By, form["override"], request.Aborted), view))
                {
                    return;
                }

                break;
            case "test":
                var location = await trials.BeginAsync(request.Context, request.Key, form["version"].ToString(), request.By, PathOf(request.Context));
                await TrialRedirect.WriteAsync(request.Context, location);
                return;
            case "check":
                await CheckAsync(request, form, view);
                return;
            default:
                if (!await SaveAsync(request, form, view, action, stamp))
                {
                    return;
                }

                break;
        }

        // A page that is loaded again must not send the form again.
        ResponseHeaders.NoStore(request.Context.Response);
        request.Context.Response.StatusCode = StatusCodes.Status303SeeOther;
        request.Context.Response.Headers.Location = $"{PathOf(request.Context)}?{Done}={Uri.EscapeDataString(action.Length == 0 ? "save" : action)}";
    }

    private async Task<bool> SaveAsync(SettingsApiRequest request, IFormCollection form, SettingsView view, string action, string stamp)
    {
        var reading = _form.Read(form, view.Settings, view.ClientSecret.IsSet);
        if (reading.Findings.Count > 0)
        {
            await WriteFaultsAsync(request, form, view, FaultsOf(reading));
            return false;
        }

        var update = new SettingsUpdate
        {
            Settings = reading.Settings with { Key = request.Key },
            ClientSecret = action == "clear-secret" ? SecretChange.Clear : reading.ClientSecret,
            ExpectedStamp = stamp.Length == 0 ? null : stamp,
            By = request.By,
            RedirectUri = addresses.FindRedirectUri(request.Context, request.Key),
            AsDraft = action == "draft",
        };
        return await FinishAsync(request, form, await administration.SaveAsync(update, request.Aborted), view);
    }

    private async Task CheckAsync(SettingsApiRequest request, IFormCollection form, SettingsView view)
    {
        var reading = _form.Read(form, view.Settings, view.ClientSecret.IsSet);
        if (reading.Findings.Count > 0)
        {
            await WriteFaultsAsync(request, form, view, FaultsOf(reading));
            return;
        }

        var findings = await administration.CheckAsync(
            new SettingsUpdate
            {
                Settings = reading.Settings with { Key = request.Key },
                ClientSecret = reading.ClientSecret,
                ExpectedStamp = null,
                By = request.By,
                RedirectUri = addresses.FindRedirectUri(request.Context, request.Key),
            },
            request.Aborted);
        await WriteAsync(request, view, _form.Show(form), model => model with { Findings = findings });
    }

    private async Task<bool> FinishAsync(SettingsApiRequest request, IFormCollection form, SettingsSaveResult result, SettingsView view)
    {
        if (result.View is not null)
        {
            return true;
        }

        await WriteFaultsAsync(request, form, view, [.. result.Findings.Where(finding => finding.Severity == FindingSeverity.Error)]);
        return false;
    }

    // What could be read is checked too, so that all that is wrong is said at once; of a field that could not be read only that.
    private SettingsFinding[] FaultsOf(SettingsReading reading) =>
    [
        .. reading.Findings,
        .. validator.Validate(reading.Settings).Where(finding => finding.Severity == FindingSeverity.Error && reading.Findings.All(other => other.Field != finding.Field)),
    ];

    private Task WriteFaultsAsync(SettingsApiRequest request, IFormCollection form, SettingsView view, IReadOnlyList<SettingsFinding> faults)
    {
        request.Context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return WriteAsync(request, view, _form.Show(form), model => model with { Faults = faults });
    }

    private async Task WriteAsync(SettingsApiRequest request, SettingsView view, IReadOnlyDictionary<string, string> texts, Func<SettingsPageModel, SettingsPageModel> complete)
    {
        var context = request.Context;
        var token = antiforgery.GetAndStoreTokens(context);
        var model = new SettingsPageModel
        {
            Title = options.Title,
            Path = PathOf(context),
            View = view,
            Fields = options.Fields,
            Texts = texts,
            Antiforgery = (token.FormFieldName, token.RequestToken!), // the framework always makes one
            RedirectUri = view.Settings.RedirectUri ?? addresses.FindRedirectUri(context, request.Key),
            MoreAddresses = addresses.FindOthers(context),
            History = await administration.ListHistoryAsync(request.Key, ShownHistory, request.Aborted),
            Differences = await FindDifferencesAsync(view, request.Aborted),
        };
        ResponseHeaders.NoStore(context.Response);
        context.Response.Headers.XContentTypeOptions = "nosniff";
        await HtmlPage.WriteAsync(context, options.Title, SettingsPageHtml.Render(complete(model)), formAction: "'self'", script: SettingsPageHtml.Script, style: SettingsPageStyle.Css);
    }

    private async Task<IReadOnlyList<SettingsDifference>> FindDifferencesAsync(SettingsView view, CancellationToken cancellationToken) =>
        view is { VersionInForce: { } inForce, Problem: null } && inForce != view.Settings.Version
            ? await administration.CompareAsync(view.Key, inForce, view.Settings.Version, cancellationToken)
            : [];

    private async Task RunAsync(HttpContext context, Func<SettingsApiRequest, Task> operation)
    {
        try
        {
            await operation(await access.RequireAsync(context));
        }
        catch (OidcException e) when (e.Error.Code == OidcErrorCodes.SettingsSignInRequired && HttpMethods.IsGet(context.Request.Method))
        {
            await ChallengeAsync(context);
        }
        catch (OidcException e) when (!context.Response.HasStarted)
        {
            await errors.WriteAsync(context, e);
        }
    }

    // As the framework's middleware would: the schemes of the policy know how people sign in.
    private async Task ChallengeAsync(HttpContext context)
    {
        var schemes = (await context.RequestServices.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(policy))?.AuthenticationSchemes ?? [];
        if (schemes.Count == 0)
        {
            await context.ChallengeAsync();
        }

        foreach (var scheme in schemes)
        {
            await context.ChallengeAsync(scheme);
        }
    }

    private static string PathOf(HttpContext context) => context.Request.PathBase.ToUriComponent() + context.Request.Path.ToUriComponent();
}

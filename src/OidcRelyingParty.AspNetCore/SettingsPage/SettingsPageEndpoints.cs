using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Administration;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>The addresses of the page: lets in whom the policy lets in, shows the page, and answers its buttons.</summary>
internal sealed class SettingsPageEndpoints(
    string policy,
    IReadOnlyList<SettingsField> shown,
    SettingsAccess access,
    SettingsAdministration administration,
    SettingsForm fields,
    SettingsPageActions actions,
    SettingsPageWriter writer,
    ErrorResponder errors)
{
    /// <summary>Puts the page together.</summary>
    /// <exception cref="InvalidOperationException">The host has no settings that can be changed.</exception>
    public static SettingsPageEndpoints Create(IServiceProvider services, string policy, OidcSettingsPageOptions options)
    {
        var administration = services.GetService<SettingsAdministration>()
            ?? throw new InvalidOperationException("The settings page needs a store of revisions. Call UseRevisions, or use the database package.");
        var guard = new OidcSettingsApiOptions { ResolveSettingsKey = options.ResolveSettingsKey, MayChange = options.MayChange, NameUser = options.NameUser };
        var addresses = new PageAddresses(services.GetRequiredService<RedirectUris>(), services.GetRequiredService<IOptions<OidcEndpointOptions>>());
        var fields = new SettingsForm(options.Fields);
        return new SettingsPageEndpoints(
            policy,
            options.Fields,
            new SettingsAccess(policy, guard, services.GetRequiredService<SameSiteRequest>()),
            administration,
            fields,
            new SettingsPageActions(fields, administration, new ReadingCheck(services.GetRequiredService<OidcSettingsValidator>()), services.GetRequiredService<TrialStart>(), addresses),
            new SettingsPageWriter(options, administration, addresses, services.GetRequiredService<IAntiforgery>()),
            services.GetRequiredService<ErrorResponder>());
    }

    /// <summary>GET: the settings saved last; with a preset in the query, what is known about that provider in their place, not saved.</summary>
    public Task ShowAsync(HttpContext context) => RunAsync(context, async request =>
    {
        var view = await administration.GetAsync(request.Key, request.Aborted);
        var query = context.Request.Query;
        var preset = PresetForm.Read(query, view.Settings);
        var comparison = query["after"].ToString() is { Length: > 0 } after
            ? new RevisionComparisonShown(query["before"].ToString(), after, await administration.CompareAsync(request.Key, BeforeOf(query), after, request.Aborted))
            : null;
        await writer.WriteAsync(request, view, fields.Show(preset?.Result?.Settings ?? view.Settings), model => model with
        {
            Preset = preset,
            Faults = preset?.Result?.Findings ?? [],
            Notice = Enum.TryParse<PageNotice>(query[SettingsPageWriter.Done].ToString(), out var notice) && Enum.IsDefined(notice) ? notice : null,
            Comparison = comparison ?? model.Comparison,
        });
    });

    /// <summary>POST: what the button that was pressed says.</summary>
    public Task SubmitAsync(HttpContext context) => RunAsync(context, async request =>
    {
        var form = await PageForm.ReadAsync(context);
        var view = await administration.GetAsync(request.Key, request.Aborted);
        switch (await AnswerAsync(request, form, view))
        {
            case PageOutcome.Done done:
                SettingsPageWriter.Redirect(context, done.Notice);
                break;
            case PageOutcome.ToProvider provider:
                await TrialRedirect.WriteAsync(context, provider.Location);
                break;
            case PageOutcome.Shown page:
                context.Response.StatusCode = page.Status;
                var isTyped = shown.Any(field => form.ContainsKey(field.Name));
                await writer.WriteAsync(request, view, isTyped ? fields.Show(form) : fields.Show(view.Settings), model => page.Complete(model) with
                {
                    IsSecretTyped = shown.Any(field => field.IsSecret && form[field.Name].ToString().Length > 0),
                });
                break;
        }
    });

    // Somebody else was faster, the draft is untested, the provider cannot be asked: what was typed stays.
    private async Task<PageOutcome> AnswerAsync(SettingsApiRequest request, IFormCollection form, SettingsView view)
    {
        try
        {
            return await actions.RunAsync(request, form, view, SettingsPageWriter.PathOf(request.Context));
        }
        catch (OidcException e)
        {
            ResponseHeaders.RetryAfter(request.Context.Response, e);
            return new PageOutcome.Shown(SettingsErrors.StatusOf(e.Error), model => model with { Error = e.Error });
        }
    }

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
            await errors.WriteSettingsAsync(context, e, SettingsPageWriter.PathOf(context));
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

    // Nothing stands for what was before the first revision: the defaults.
    private static string? BeforeOf(IQueryCollection query) => query["before"].ToString() is { Length: > 0 } before ? before : null;
}

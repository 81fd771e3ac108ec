using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>The endpoints for settings: which addresses there are, and what every request goes through.</summary>
internal sealed class SettingsApi(
    SettingsAccess access, SettingsReads reads, SettingsChanges changes, SettingsErrors errors, OidcSettingsApiOptions options, bool hasSessionStore)
{
    /// <summary>Puts the endpoints together.</summary>
    /// <exception cref="InvalidOperationException">The host has no settings that can be changed.</exception>
    public static SettingsApi Create(IServiceProvider services, string policy, OidcSettingsApiOptions options)
    {
        RequireUsable(options);
        var administration = services.GetService<SettingsAdministration>()
            ?? throw new InvalidOperationException("The endpoints for settings need a store of revisions. Call UseRevisions, or use the database package.");
        var names = new FieldNames(options.Format);
        var json = new SettingsJson(options, names);
        var errors = new SettingsErrors(options, names, services.GetRequiredService<ILogger<SettingsErrors>>());
        var reads = new SettingsReads(administration, json, services.GetRequiredService<RedirectUris>());
        var document = new SettingsDocument(options, new ReadingCheck(services.GetRequiredService<OidcSettingsValidator>()));
        var changes = new SettingsChanges(
            administration, services.GetRequiredService<OidcSessions>(), options, document, reads, json, errors,
            services.GetRequiredService<TrialStart>(), services.GetRequiredService<ILogger<SettingsChanges>>());
        var access = new SettingsAccess(policy, options, services.GetRequiredService<SameSiteRequest>());
        return new SettingsApi(access, reads, changes, errors, options, HasSessionStore(services));
    }

    /// <summary>Maps them below a path.</summary>
    public IEndpointConventionBuilder Map(IEndpointRouteBuilder endpoints, string path)
    {
        // The policy is asked here and not by the middleware, which would redirect, and may be missing.
        var group = endpoints.MapGroup(path).AllowAnonymous().ExcludeFromDescription();
        Map(group, "", (HttpMethods.Get, reads.SettingsAsync), (options.SaveMethod, changes.SaveAsync));
        if (options.Format.Entries.FirstOrDefault(entry => entry.Field.IsSecret) is { } secret)
        {
            Map(group, "/" + secret.Name.Replace(':', '/'), (HttpMethods.Delete, changes.ClearSecretAsync));
        }

        Map(group, "/check", (HttpMethods.Post, changes.CheckAsync));
        Map(group, "/history", (HttpMethods.Get, reads.HistoryAsync));
        Map(group, "/differences", (HttpMethods.Get, reads.DifferencesAsync));
        Map(group, "/test", (HttpMethods.Post, changes.TestAsync));
        Map(group, "/activate", (HttpMethods.Post, changes.ActivateAsync));
        Map(group, "/confirm", (HttpMethods.Post, changes.ConfirmAsync));
        Map(group, "/rollback", (HttpMethods.Post, changes.RollBackAsync));
        // Elsewhere than in a store, sessions cannot be ended from outside.
        if (hasSessionStore)
        {
            Map(group, "/sessions/end", (HttpMethods.Post, changes.EndSessionsAsync));
        }

        return group;
    }

    private void Map(RouteGroupBuilder group, string path, params (string Method, Func<SettingsApiRequest, Task> Operation)[] methods)
    {
        foreach (var (method, operation) in methods)
        {
            group.MapMethods(path, [method], (RequestDelegate)(context => HandleAsync(context, operation)));
        }

        // Any other method too is answered only to those who may ask.
        var allowed = string.Join(", ", methods.Select(method => method.Method));
        group.Map(path, (RequestDelegate)(context => HandleAsync(context, request => RefuseMethod(request.Context, allowed))));
    }

    private async Task HandleAsync(HttpContext context, Func<SettingsApiRequest, Task> operation)
    {
        ResponseHeaders.NoStore(context.Response);
        try
        {
            await operation(await access.RequireAsync(context));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
        // Nothing of an exception reaches the client but an id, by which it is found in the log.
        catch (Exception e) when (!context.Response.HasStarted)
        {
            await errors.WriteAsync(context, Known(e));
        }
    }

    private static OidcException Known(Exception exception) => exception switch
    {
        OidcException known => known,
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => new(OidcErrorCodes.SettingsTooLarge, "The document is longer than the server accepts."),
        BadHttpRequestException => new(OidcErrorCodes.SettingsDocument, "The request could not be read to its end."),
        _ => new(OidcErrorCodes.SettingsRequestFailed, "Something went wrong that is not the request's fault.", innerException: exception),
    };

    private static Task RefuseMethod(HttpContext context, string allowed)
    {
        context.Response.Headers.Allow = allowed;
        throw new OidcException(OidcErrorCodes.SettingsMethod, $"Here is nothing for {context.Request.Method}, only for {allowed}.");
    }

    private static void RequireUsable(OidcSettingsApiOptions options)
    {
        if (options.SaveMethod != HttpMethods.Put && options.SaveMethod != HttpMethods.Post)
        {
            throw new ArgumentException($"{nameof(options.SaveMethod)} must be PUT or POST.", nameof(options));
        }

        if (options.Format.Entries.Any(entry => entry.Name.Split(':')[0] == options.StatusMember))
        {
            throw new ArgumentException($"{nameof(options.StatusMember)} is the name of a setting too.", nameof(options));
        }
    }

    private static bool HasSessionStore(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(OidcDefaults.SessionScheme).SessionStore is not null;
}

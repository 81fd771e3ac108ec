using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using OidcRelyingParty.Administration;
using OidcRelyingParty.SettingsPage;

namespace OidcRelyingParty;

/// <content>The endpoints for an administrator's program.</content>
public static partial class OidcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps endpoints that read and change the settings of <c>UseRevisions</c>. Below the path: GET and PUT of the settings, DELETE of the secret under its
    /// name, <c>check</c>, <c>test</c>, <c>history</c>, <c>differences</c>, <c>activate</c>, <c>confirm</c>, <c>rollback</c> and, where sessions are kept in a
    /// store, <c>sessions/end</c>.
    /// </summary>
    /// <remarks>
    /// The endpoints ask the policy themselves, so that nothing depends on the host's middleware, and answer 401 and 403 without a redirect. What a
    /// browser sends must prove to come from this site, unless it carries a bearer token and no cookie.
    /// </remarks>
    /// <param name="endpoints">Where to map them.</param>
    /// <param name="path">The path, such as <c>/api/admin/identity/oidc</c>; it may hold <c>{tenant}</c> and <c>{provider}</c>.</param>
    /// <param name="policy">The authorization policy of those who may; it must not let anonymous users in.</param>
    /// <param name="configure">Sets names, methods and the shape of errors.</param>
    /// <returns>For conventions on all of them, such as rate limiting.</returns>
    /// <exception cref="ArgumentException">The path is no path, no policy is named, or an option cannot be used.</exception>
    /// <exception cref="InvalidOperationException">There is no such policy, it lets anonymous users in, or <c>UseRevisions</c> was not called.</exception>
    public static IEndpointConventionBuilder MapOidcSettingsApi(
        this IEndpointRouteBuilder endpoints, string path, string policy, Action<OidcSettingsApiOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(policy);

        var options = new OidcSettingsApiOptions();
        configure?.Invoke(options);
        SettingsPolicy.RequireStrict(endpoints.ServiceProvider, policy);
        return SettingsApi.Create(endpoints.ServiceProvider, policy, options).Map(endpoints, path);
    }

    /// <summary>
    /// Maps the page on which an administrator sees and changes the settings of <c>UseRevisions</c>: rendered here, usable without a script, with keyboard and
    /// screen reader. It has the redirect URI ready to copy, tests the connection, tries drafts out, and shows who changed what.
    /// </summary>
    /// <param name="endpoints">Where to map it.</param>
    /// <param name="path">The path, such as <c>/admin/identity/oidc</c>; it may hold <c>{tenant}</c> and <c>{provider}</c>.</param>
    /// <param name="policy">The authorization policy of those who may; it must not let anonymous users in.</param>
    /// <param name="configure">Sets fields and title.</param>
    /// <returns>For conventions, such as rate limiting.</returns>
    /// <exception cref="ArgumentException">The path is no path, or no policy is named.</exception>
    /// <exception cref="InvalidOperationException">There is no such policy, it lets anonymous users in, or <c>UseRevisions</c> was not called.</exception>
    public static IEndpointConventionBuilder MapOidcSettingsPage(
        this IEndpointRouteBuilder endpoints, string path, string policy, Action<OidcSettingsPageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(policy);

        var options = new OidcSettingsPageOptions();
        configure?.Invoke(options);
        SettingsPolicy.RequireStrict(endpoints.ServiceProvider, policy);
        var page = SettingsPageEndpoints.Create(endpoints.ServiceProvider, policy, options);

        // The policy is asked by the page itself, so that nothing depends on the host's middleware.
        var group = endpoints.MapGroup(path).AllowAnonymous().ExcludeFromDescription();
        group.MapGet("", (RequestDelegate)page.ShowAsync);
        group.MapPost("", (RequestDelegate)page.SubmitAsync);
        return group;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Administration;

/// <summary>Lets in whom the host's policy lets in, to the tenants that are theirs, and only when they themselves sent the request.</summary>
internal sealed class SettingsAccess(string policyName, OidcSettingsApiOptions options, SameSiteRequest sameSite)
{
    private const string Nameless = "(a user without a name)";

    /// <summary>The request, with what it is about and who makes it.</summary>
    /// <exception cref="OidcException">It may not be made.</exception>
    public async Task<SettingsApiRequest> RequireAsync(HttpContext context)
    {
        await RequireUserAsync(context);
        var key = options.ResolveSettingsKey(context) ?? throw new OidcException(OidcErrorCodes.TenantUnknown, "The address names no tenant and provider.");
        if (!await options.MayChange(context, key))
        {
            throw new OidcException(OidcErrorCodes.SettingsAccessDenied, $"The settings of {key} are not for this user.");
        }

        if (!IsSafe(context.Request.Method) && MayBeForged(context.Request) && !await sameSite.IsProvenAsync(context))
        {
            throw new OidcException(OidcErrorCodes.SettingsCrossSite, "The request proves neither the same origin nor an antiforgery token.");
        }

        return new SettingsApiRequest(context, key, NameOf(context));
    }

    private async Task RequireUserAsync(HttpContext context)
    {
        var services = context.RequestServices;
        // One that has gone since the start lets nobody in.
        var policy = await services.GetRequiredService<IAuthorizationPolicyProvider>().GetPolicyAsync(policyName)
            ?? throw new OidcException(OidcErrorCodes.SettingsAccessDenied, "The policy that guards the settings is gone.");
        var evaluator = services.GetRequiredService<IPolicyEvaluator>();
        var authentication = await evaluator.AuthenticateAsync(policy, context);
        var authorization = await evaluator.AuthorizeAsync(policy, authentication, context, resource: context);
        // Whatever the policy says: a change that nobody made has no place in the history.
        if (authorization.Challenged || context.User.Identity?.IsAuthenticated != true)
        {
            throw new OidcException(OidcErrorCodes.SettingsSignInRequired, "Nobody is signed in.");
        }

        if (!authorization.Succeeded)
        {
            throw new OidcException(OidcErrorCodes.SettingsAccessDenied, "The user is not one of those who may see and change settings.");
        }
    }

    private string NameOf(HttpContext context) => options.NameUser(context) is { } name && !string.IsNullOrWhiteSpace(name) ? Printable.Of(name.Trim()) : Nameless;

    private static bool IsSafe(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    // A browser adds cookies by itself, and Windows, certificate or Basic credentials, to what another site's page sends; a bearer token it does not.
    private static bool MayBeForged(HttpRequest request) => request.Headers.Cookie.Count > 0 || (IsFromBrowser(request.Headers) && !HasBearerToken(request.Headers));

    private static bool IsFromBrowser(IHeaderDictionary headers) => headers.Origin.Count > 0 || headers.ContainsKey("Sec-Fetch-Site");

    private static bool HasBearerToken(IHeaderDictionary headers) => headers.Authorization is [{ } credentials] && credentials.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase);
}

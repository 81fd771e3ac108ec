using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace OidcRelyingParty.Administration;

/// <summary>Looks at the host's policy when the host starts, because settings that anybody may change are worse than no start.</summary>
internal static class SettingsPolicy
{
    /// <summary>Lets only a policy pass that exists and keeps an anonymous user out.</summary>
    /// <exception cref="InvalidOperationException">It does not.</exception>
    public static void RequireStrict(IServiceProvider services, string name)
    {
        using var scope = services.CreateScope();
        // The host starts once, and mapping cannot wait.
        RequireStrictAsync(scope.ServiceProvider, name).GetAwaiter().GetResult();
    }

    private static async Task RequireStrictAsync(IServiceProvider services, string name)
    {
        var policies = services.GetService<IAuthorizationPolicyProvider>()
            ?? throw new InvalidOperationException("The endpoints for settings need authorization. Call AddAuthorization, and add the policy there.");
        var policy = await policies.GetPolicyAsync(name)
            ?? throw new InvalidOperationException($"The endpoints for settings name the policy '{name}', and there is none of that name. Add it in AddAuthorization.");
        if (await AdmitsAnonymousAsync(services, policy))
        {
            throw new InvalidOperationException($"The policy '{name}' lets anonymous users in, so anybody could change the settings. Make it require a user, and what makes one an administrator.");
        }
    }

    private static async Task<bool> AdmitsAnonymousAsync(IServiceProvider services, AuthorizationPolicy policy)
    {
        var nobody = new ClaimsPrincipal(new ClaimsIdentity());
        try
        {
            var context = new DefaultHttpContext { RequestServices = services, User = nobody };
            return (await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(nobody, context, policy)).Succeeded;
        }
        // A handler of the host's that cannot answer without a request, or without its database, lets nobody in; and each request is asked again.
        catch (Exception)
        {
            return false;
        }
    }
}

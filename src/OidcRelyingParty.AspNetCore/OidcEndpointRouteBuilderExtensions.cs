using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Endpoints;

namespace OidcRelyingParty;

/// <summary>Maps the endpoints.</summary>
public static partial class OidcEndpointRouteBuilderExtensions
{
    /// <summary>Maps sign-in, callback, sign-out and what the provider calls itself, at the paths of <see cref="OidcEndpointOptions"/>; all open to anonymous visitors.</summary>
    /// <param name="endpoints">Where to map them.</param>
    /// <returns>For conventions on all of them, such as rate limiting.</returns>
    public static IEndpointConventionBuilder MapOidcRelyingParty(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);

        var services = endpoints.ServiceProvider;
        var options = services.GetRequiredService<IOptions<OidcEndpointOptions>>().Value;
        var signIn = services.GetRequiredService<SignInEndpoints>();
        var signOut = services.GetRequiredService<SignOutEndpoints>();

        var group = endpoints.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        group.MapGet(options.LoginPath, (RequestDelegate)signIn.LoginAsync);
        group.MapMethods(options.CallbackPath, [HttpMethods.Get, HttpMethods.Post], (RequestDelegate)signIn.CallbackAsync);
        group.MapPost(options.LogoutPath, (RequestDelegate)signOut.LogoutAsync);
        group.MapGet(options.SignedOutCallbackPath, (RequestDelegate)signOut.SignedOutAsync);
        group.MapMethods(options.InitiateLoginPath, [HttpMethods.Get, HttpMethods.Post], (RequestDelegate)signIn.InitiateAsync);

        // The provider can only end what is kept here.
        if (services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(OidcDefaults.SessionScheme).SessionStore is not null)
        {
            group.MapPost(options.BackchannelLogoutPath, (RequestDelegate)services.GetRequiredService<BackchannelLogoutEndpoint>().ReceiveAsync);
            group.MapGet(options.FrontchannelLogoutPath, (RequestDelegate)services.GetRequiredService<FrontchannelLogoutEndpoint>().ReceiveAsync);
        }

        return group;
    }
}

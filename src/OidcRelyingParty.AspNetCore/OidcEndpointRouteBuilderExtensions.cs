using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.FrontEnd;
using OidcRelyingParty.Login;

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
        if (services.GetService<LoginEndpoints>() is { } login)
        {
            group.MapGet(options.LoginPath, (RequestDelegate)login.ShowAsync);
            group.MapPost(options.LoginPath, (RequestDelegate)login.SubmitAsync);
            group.MapGet(options.StartPath, (RequestDelegate)login.StartAsync);
        }
        else
        {
            group.MapGet(options.LoginPath, (RequestDelegate)signIn.LoginAsync);
        }

        group.MapMethods(options.CallbackPath, [HttpMethods.Get, HttpMethods.Post], (RequestDelegate)signIn.CallbackAsync);
        group.MapPost(options.LogoutPath, (RequestDelegate)signOut.LogoutAsync);
        group.MapGet(options.SignedOutCallbackPath, (RequestDelegate)signOut.SignedOutAsync);
        group.MapMethods(options.InitiateLoginPath, [HttpMethods.Get, HttpMethods.Post], (RequestDelegate)signIn.InitiateAsync);

        // The provider can only end what is kept here.
        if (KeepsCookieSessions(services))
        {
            group.MapPost(options.BackchannelLogoutPath, (RequestDelegate)services.GetRequiredService<BackchannelLogoutEndpoint>().ReceiveAsync);
            group.MapGet(options.FrontchannelLogoutPath, (RequestDelegate)services.GetRequiredService<FrontchannelLogoutEndpoint>().ReceiveAsync);
        }

        return group;
    }

    /// <summary>
    /// Maps sign-in for a front end elsewhere, below <see cref="OidcFrontEndOptions.PathPrefix"/>; all open to anonymous visitors. The front end's script
    /// posts <c>{"tenant_id": …}</c> to <c>/login</c> and opens the <c>auth_url</c> it is given, an address of this application. The sign-in ends at
    /// <see cref="Settings.OidcSettings.FrontEndUrl"/> with <c>#code=…</c>, which the script posts to <c>/token</c> for a bearer token of the scheme
    /// <see cref="OidcDefaults.BearerScheme"/>.
    /// </summary>
    /// <remarks>
    /// Needs the callback of <see cref="MapOidcRelyingParty"/>. Which origins may call <c>/login</c> and <c>/token</c> the host says with the framework's
    /// CORS: <c>app.MapOidcFrontEndLogin().RequireCors("front end")</c>. The sessions are kept in the session store, also with stateless cookies.
    /// </remarks>
    /// <param name="endpoints">Where to map them.</param>
    /// <returns>For conventions on all of them, such as CORS and rate limiting.</returns>
    public static IEndpointConventionBuilder MapOidcFrontEndLogin(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        var services = endpoints.ServiceProvider;
        var login = services.GetRequiredService<FrontEndLoginEndpoint>();
        if (!KeepsCookieSessions(services))
        {
            // The sessions of tokens are kept all the same, and the provider can end them.
            endpoints.MapPost(services.GetRequiredService<IOptions<OidcEndpointOptions>>().Value.BackchannelLogoutPath, (RequestDelegate)services.GetRequiredService<BackchannelLogoutEndpoint>().ReceiveAsync)
                .AllowAnonymous().ExcludeFromDescription();
        }

        var group = endpoints.MapGroup(services.GetRequiredService<IOptions<OidcFrontEndOptions>>().Value.PathPrefix).AllowAnonymous().ExcludeFromDescription();
        group.MapPost("/login", (RequestDelegate)login.LoginAsync);
        group.MapGet("/start", (RequestDelegate)login.StartAsync);
        group.MapPost("/token", (RequestDelegate)services.GetRequiredService<FrontEndTokenEndpoint>().ExchangeAsync);
        return group;
    }

    private static bool KeepsCookieSessions(IServiceProvider services) =>
        services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(OidcDefaults.SessionScheme).SessionStore is not null;
}

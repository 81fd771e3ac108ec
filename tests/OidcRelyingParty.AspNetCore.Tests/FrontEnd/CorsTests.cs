using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

/// <summary>The wiring of docs/front-end.md.</summary>
public sealed class CorsTests
{
    [TestCase("/v1/auth/oidc/login", "https://spa.example.test", true)]
    [TestCase("/v1/auth/oidc/token", "https://spa.example.test", true)]
    [TestCase("/v1/auth/oidc/token", "https://elsewhere.example.test", false)]
    public async Task The_host_says_with_the_framework_which_origins_may_call(string path, string origin, bool allowed)
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Services = AddServices;
            options.App = Map;
        });
        using var client = host.CreateClient();
        using var preflight = new HttpRequestMessage(HttpMethod.Options, path)
        {
            Headers = { { "Origin", origin }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", "content-type" } },
        };

        using var response = await client.SendAsync(preflight);

        Assert.That(response.Headers.Contains("Access-Control-Allow-Origin"), Is.EqualTo(allowed));
    }

    private static void AddServices(IServiceCollection services)
    {
        services.AddCors(cors => cors.AddDefaultPolicy(policy => policy
            .WithOrigins("https://spa.example.test").WithHeaders("Content-Type", "Authorization").AllowAnyMethod()));
        services.AddAuthorizationBuilder().AddPolicy("api", policy => policy
            .AddAuthenticationSchemes(OidcDefaults.BearerScheme).RequireAuthenticatedUser());
    }

    private static void Map(WebApplication app)
    {
        app.UseCors();
        app.MapOidcFrontEndLogin();
        app.MapGet("/api/hello", (HttpContext context) => $"Hello {context.User.FindFirst("sub")?.Value}").RequireAuthorization("api");
        app.MapPost("/api/sign-out", (HttpContext context, OidcSessions sessions) => sessions.EndAllMineAsync(context)).RequireAuthorization("api");
    }
}

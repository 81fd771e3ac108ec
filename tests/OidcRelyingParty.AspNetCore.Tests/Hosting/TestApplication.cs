using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>The application around the library: a few pages, as a host would write them.</summary>
internal static class TestApplication
{
    public static WebApplication Build(TestHostOptions options, Action<IServiceCollection> addSignIn, ILoggerProvider logs)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = options.Environment });
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(logs);

        addSignIn(builder.Services);
        builder.Services.AddAuthorization();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        Configure(builder.Services, options.Endpoints);
        Configure(builder.Services, options.RelyingParty);
        options.Services?.Invoke(builder.Services);

        var app = builder.Build();
        options.App?.Invoke(app);
        app.MapOidcRelyingParty();
        MapPages(app);
        return app;
    }

    private static void MapPages(WebApplication app)
    {
        app.MapGet("/", (HttpContext context) => Page("home", context)).RequireAuthorization();
        app.MapGet("/page", (HttpContext context) => Page("page", context)).RequireAuthorization();
        app.MapGet("/public", () => Results.Content("<h1>public</h1>", "text/html"));
        app.MapGet("/admin", (HttpContext context) => Page("admin", context)).RequireAuthorization(policy => policy.RequireRole("admin"));
        app.MapGet("/api/data", () => Results.Json(new { value = 42 })).RequireAuthorization();
        app.MapGet("/me", Me).RequireAuthorization();
    }

    private static IResult Page(string name, HttpContext context) =>
        Results.Content($"<h1>{name}</h1><p>{context.User.FindFirst("sub")?.Value}</p>", "text/html");

    // Claims by type, roles apart: everything the session knows.
    private static IResult Me(HttpContext context) => Results.Json(new SessionView(
        context.User.FindFirst("sub")?.Value,
        [.. context.User.FindAll("role").Select(claim => claim.Value)],
        context.User.Claims.GroupBy(claim => claim.Type).ToDictionary(claims => claims.Key, claims => claims.Select(claim => claim.Value).ToArray())));

    private static void Configure<T>(IServiceCollection services, Action<T>? configure)
        where T : class
    {
        if (configure is not null)
        {
            services.Configure(configure);
        }
    }
}

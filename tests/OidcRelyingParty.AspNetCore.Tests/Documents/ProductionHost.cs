using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;

namespace OidcRelyingParty.AspNetCore.Tests.Documents;

/// <summary>The set-up that <c>docs/security.md</c> shows.</summary>
internal static class ProductionHost
{
    public static WebApplication Create(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddOidcRelyingParty(builder.Configuration.GetSection("Oidc"));
        builder.Services.AddAuthorization();

        // Every node reads the same keys, also after a restart.
        builder.Services.AddDataProtection()
            .SetApplicationName("my-app")
            .PersistKeysToFileSystem(new DirectoryInfo(builder.Configuration["KeyRing"]!));

        builder.Services.Configure<ForwardedHeadersOptions>(options =>
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto);

        builder.Services.Configure<CookieAuthenticationOptions>(OidcDefaults.SessionScheme, cookie =>
            cookie.ExpireTimeSpan = TimeSpan.FromHours(1));

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.MapOidcRelyingParty();
        return app;
    }
}

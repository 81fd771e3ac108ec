using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using OidcRelyingParty;
using QuickStart;

var builder = WebApplication.CreateBuilder(args);

// With no provider configured, one from the testing package runs on loopback beside this application.
await using var embedded = await EmbeddedProvider.StartUnlessConfiguredAsync(builder);

// The whole sign-in: settings from section "Oidc", a session cookie, and roles from the claims named there.
var relyingParty = builder.Services.AddOidcRelyingParty(builder.Configuration.GetSection("Oidc"))
    .AddSignatureAlgorithms(new Ed25519CryptoProvider());
SessionDatabase.UseIfConfigured(builder, relyingParty);
builder.Services.AddAuthorization();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.WriteIndented = true); // people read /me

var app = builder.Build();
embedded?.FollowAddressesOf(app);
app.UseExceptionHandler(Failure.Handler);

app.MapOidcRelyingParty(); // /login, /signin-oidc, /logout, /signout-callback-oidc, and what the provider calls: see README.md
app.MapSessions(); // /sessions, /refresh

app.MapGet("/", (HttpContext context, IAntiforgery antiforgery) =>
    Results.Content(HomePage.Render(context.User, antiforgery.GetAndStoreTokens(context), embedded is not null), "text/html; charset=utf-8"));

app.MapGet("/me", async (HttpContext context, OidcSessions sessions) =>
{
    var user = context.User;
    var session = await context.AuthenticateAsync();
    context.Response.Headers.CacheControl = "no-store";
    return Results.Json(new
    {
        sub = user.FindFirstValue("sub"),
        name = user.FindFirstValue("name"),
        email = user.FindFirstValue("email"),
        roles = user.FindAll("role").Select(claim => claim.Value),
        claims = user.Claims.GroupBy(claim => claim.Type).ToDictionary(group => group.Key, group => group.Select(claim => claim.Value)),
        expires = session.Properties?.ExpiresUtc,
        accessTokenExpires = await sessions.GetAccessTokenExpiryAsync(context),
    });
}).RequireAuthorization();

app.MapGet("/admin", () => "Only administrators see this.").RequireAuthorization(policy => policy.RequireRole("admin"));

app.MapGet("/favicon.ico", () => Results.Text(HomePage.Icon, "image/svg+xml"));

app.MapGet("/healthz", () => "healthy");

await app.RunAsync();

using System.Security.Claims;
using ClaimGroups;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using OidcRelyingParty;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Settings;
using SampleHosting;

var builder = SampleSetup.CreateBuilder(args, port: 5012);
var embedded = EmbeddedProvider.Add(builder, port: 5112, "/auth/oidc");
SampleDatabase.Add(builder, "claim-groups");

// Claims decide who somebody is. "RootAdministratorByName=true" makes whoever is called root at the provider the root administrator here: only for a
// provider at which nobody can choose a name.
var rootByName = builder.Configuration.GetValue("RootAdministratorByName", defaultValue: false);
builder.Services.Configure<OidcEndpointOptions>(endpoints => endpoints.CallbackPath = "/auth/oidc");
builder.Services.AddOidcRelyingParty(builder.Configuration.GetSection("Oidc"))
    .UseEntityFramework<SampleDatabase>()
    .UseEntityFrameworkRevisions<SampleDatabase>()
    .UseEntityFrameworkAccounts<SampleDatabase>(accounts =>
    {
        accounts.SuperAdministratorRole = "root";
        accounts.SuperAdministrator = rootByName ? SuperAdministrator.DangerousByUserName(OidcSettingsKey.Default, "root") : null;
    })
    .AddLocalSignIn<SampleUsers>();
builder.Services.AddAuthorization(authorization => authorization.AddPolicy("administrators", policy => policy.RequireRole("admin", "root")));

var app = builder.Build();
embedded?.FollowAddressesOf(app);
app.UseAuthentication();
app.UseAuthorization();

app.MapOidcRelyingParty();
app.MapOidcSettingsApi("/api/settings/security/oidc", "administrators", api => api.Format = GroupFormat.Create());

app.MapGet("/", (HttpContext context, IAntiforgery antiforgery) => SamplePage.Home("ClaimGroups", context, antiforgery, ("/me", "Who am I"), ("/trusted", "For the trusted")));
app.MapGet("/trusted", () => "Only the trusted see this.").RequireAuthorization(policy => policy.RequireRole("trusted", "admin", "root"));
// A result, not an object: the framework takes an endpoint that returns an object for one that only programs call, and answers a browser 401.
app.MapGet("/me", async (HttpContext context, ClaimsPrincipal user) => Results.Json(new
{
    sub = user.FindFirstValue("sub"),
    name = user.Identity?.Name,
    roles = user.FindAll("role").Select(role => role.Value),
    expires = (await context.AuthenticateAsync()).Properties?.ExpiresUtc,
})).RequireAuthorization();

await app.RunAsync();

using System.Security.Claims;
using DirectoryRoles;
using Microsoft.AspNetCore.Antiforgery;
using OidcRelyingParty;
using SampleHosting;

var builder = SampleSetup.CreateBuilder(args, port: 5015);
var embedded = EmbeddedProvider.Add(builder, port: 5115, "/authorization-code/callback");
SampleDatabase.Add(builder, "directory-roles");

// The super administrator is told by a verified address in the signed ID token.
_ = embedded?.ClaimsInIdToken = true;

// One file in YAML or JSON says everything, and is followed while the application runs.
var file = Path.GetFullPath(builder.Configuration["ConfigFile"] ?? Path.Combine(AppContext.BaseDirectory, "pivot.yaml"));
var pivot = new ConfigurationBuilder().AddInMemoryCollection(embedded is null ? [] : new Dictionary<string, string?>
{
    ["oidcOptions:issuer"] = embedded.Issuer,
    ["oidcOptions:client_id"] = embedded.ClientId,
    ["oidcOptions:client_secret"] = embedded.ClientSecret,
});
var configuration = (file.EndsWith(".json", StringComparison.Ordinal)
    ? pivot.AddJsonFile(file, optional: false, reloadOnChange: true)
    : pivot.AddYamlFile(file, optional: false, reloadOnChange: true)).Build();

builder.Services.Configure<OidcEndpointOptions>(endpoints =>
{
    endpoints.CallbackPath = "/authorization-code/callback";
    endpoints.PublicOrigin = configuration["oidcOptions:app_base_url"] is { Length: > 0 } address ? new Uri(address) : null;
});
var relyingParty = builder.Services.AddOidcRelyingParty(builder.Configuration.GetSection("Oidc"))
    .UseEntityFramework<SampleDatabase>()
    .UseEntityFrameworkAccounts<SampleDatabase>(accounts =>
    {
        accounts.AdministratorRole = "admin";
        accounts.SuperAdministratorRole = "superadmin";
        accounts.SuperAdministrator = PivotFormat.FindSuperAdministrator(configuration);
    })
    .AddLocalSignIn<SampleUsers>();
if (configuration["userMode"] == "oidc-authentication")
{
    relyingParty.UseConfiguration(configuration, PivotFormat.Create());
}

builder.Services.AddAuthorization();

var app = builder.Build();
embedded?.FollowAddressesOf(app);
app.UseAuthentication();
app.UseAuthorization();

app.MapOidcRelyingParty();
app.MapGet("/", (HttpContext context, IAntiforgery antiforgery) => SamplePage.Home("DirectoryRoles", context, antiforgery, ("/me", "Who am I"))).RequireAuthorization();
app.MapGet("/reports", () => SamplePage.Html("Reports", "<p>The page first asked for.</p>")).RequireAuthorization();
// Results, not objects: the framework takes an endpoint that returns an object for one that only programs call, and answers a browser 401.
app.MapGet("/users", (SampleDatabase database) => Results.Json(database.Set<OidcAccount>().Select(account => account.UserId))).RequireAuthorization();
app.MapGet("/me", (HttpContext context) => Results.Json(new
{
    sub = context.User.FindFirstValue("sub"),
    name = context.User.Identity?.Name,
    roles = context.User.FindAll("role").Select(role => role.Value),
})).RequireAuthorization();

await app.RunAsync();

using Microsoft.AspNetCore.Antiforgery;
using OidcRelyingParty;
using SampleHosting;

var builder = SampleSetup.CreateBuilder(args, port: 5011);
var embedded = EmbeddedProvider.Add(builder, port: 5111, "/signin-oidc");
SampleDatabase.Add(builder, "admin-settings-page");

// Local login from the first day on. Single sign-on is what an administrator makes of it, at run time; nothing of the provider stands here.
builder.Services.AddOidcRelyingParty(builder.Configuration.GetSection("Oidc"))
    .UseEntityFramework<SampleDatabase>()
    .UseEntityFrameworkRevisions<SampleDatabase>()
    .UseEntityFrameworkAccounts<SampleDatabase>()
    .AddLocalSignIn<SampleUsers>();
builder.Services.AddAuthorization(authorization => authorization.AddPolicy("administrators", policy => policy.RequireRole("admin")));

var app = builder.Build();
embedded?.FollowAddressesOf(app);
app.UseAuthentication();
app.UseAuthorization();

app.MapOidcRelyingParty();
app.MapOidcSettingsPage("/admin/identity/oidc", "administrators", page => page.Title = "OIDC configuration");
app.MapOidcSettingsApi("/api/admin/identity/oidc", "administrators");

app.MapGet("/", (HttpContext context, IAntiforgery antiforgery) => SamplePage.Home(
    "AdminSettingsPage", context, antiforgery, ("/admin/identity/oidc", "OIDC configuration"), ("/users", "Users"), ("/provider", "What to enter")));

app.MapGet("/users", (SampleDatabase database) => SamplePage.Html("Users", $"""
    <ul>{string.Concat(database.Set<OidcAccount>().AsEnumerable().Select(account => $"<li>{SamplePage.Encode(account.UserName)}</li>"))}</ul>
    """)).RequireAuthorization("administrators");

app.MapGet("/provider", () => SamplePage.Html("What to enter", embedded is null
    ? "<p>The embedded provider is off: enter those of your provider.</p>"
    : $"<dl><dt>Issuer</dt><dd>{embedded.Issuer}</dd><dt>Client ID</dt><dd>{embedded.ClientId}</dd><dt>Client secret</dt><dd>{embedded.ClientSecret}</dd></dl>"));

app.MapGet("/healthz", () => "healthy");

await app.RunAsync();

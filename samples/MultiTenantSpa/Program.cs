using System.Security.Claims;
using MultiTenantSpa;
using OidcRelyingParty;
using OidcRelyingParty.Providers;
using OidcRelyingParty.Settings;
using SampleHosting;

var builder = SampleSetup.CreateBuilder(args, port: 5014);
var embedded = EmbeddedProvider.Add(builder, port: 5114, "/v1/auth/oidc/callback/default", "/v1/auth/oidc/callback/acme", "/v1/auth/oidc/callback/globex");
SampleDatabase.Add(builder, "multi-tenant-spa");

// Each tenant has its own provider, redirect URI and front end; all of them change at run time.
builder.Services.Configure<OidcEndpointOptions>(endpoints => endpoints.CallbackPath = "/v1/auth/oidc/callback/{tenant}");
builder.Services.AddOidcRelyingParty(builder.Configuration.GetSection("Oidc"))
    .UseEntityFramework<SampleDatabase>()
    .UseEntityFrameworkRevisions<SampleDatabase>()
    .AddLocalSignIn<SampleUsers>();
builder.Services.AddHostedService<Tenants>();
builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.PropertyNamingPolicy = null); // names as they are written below, such as IsSSO
builder.Services.AddAuthorizationBuilder()
    // Not the role alone: a tenant's settings could give it to that tenant's users, and they would administer all tenants.
    .AddPolicy("platform-administrators", policy => policy.RequireRole("admin").RequireClaim("oidc_tenant", OidcSettingsKey.Default.Tenant))
    .AddPolicy("api", policy => policy.AddAuthenticationSchemes(OidcDefaults.BearerScheme).RequireAuthenticatedUser());

var app = builder.Build();
embedded?.FollowAddressesOf(app);
app.UseAuthentication();
app.UseAuthorization();

app.MapOidcRelyingParty();
app.MapOidcFrontEndLogin(); // POST /v1/auth/oidc/login and /v1/auth/oidc/token
app.MapOidcSettingsApi("/v1/tenants/{id}/oidc", "platform-administrators", api =>
{
    api.Format = Tenants.Format;
    api.MayChange = (_, _) => ValueTask.FromResult(true); // whom the policy lets in; by default each would have one tenant's
    // Not the route value "tenant", which would make the request one of that tenant's users: the platform's administrators are of the default tenant.
    api.ResolveSettingsKey = context => Tenants.Find(context.Request.RouteValues["id"] as string);
});

app.MapGet("/v1/me", (ClaimsPrincipal user) => new
{
    user_id = user.FindFirstValue("sub"),
    tenant_id = user.FindFirstValue("oidc_tenant"),
    IsSSO = user.FindFirstValue("is_sso") == "true",
    email = user.FindFirstValue("email"),
    name = user.FindFirstValue("name"),
}).RequireAuthorization("api");

app.MapGet("/v1/presets", () => ProviderPresets.All.Select(preset => new
{
    id = preset.Id,
    name = preset.Name,
    issuer = preset.Issuer,
    scopes = preset.Scopes,
    fields = preset.Fields.Select(field => field.Name),
    notes = preset.Quirks,
}));

// The front end may be anywhere; for a look at it, a page of this sample plays it.
app.MapGet("/spa", () => SamplePage.Html("Front end", FrontEnd.Page));
app.MapGet("/", () => Results.Redirect("/spa"));

await app.RunAsync();

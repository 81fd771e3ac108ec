using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using OidcRelyingParty;
using SampleHosting;
using SettingsApi;

var builder = SampleSetup.CreateBuilder(args, port: 5013);
var embedded = EmbeddedProvider.Add(builder, port: 5113, "/signin-oidc");
SampleDatabase.Add(builder, "settings-api");

builder.Services.AddOidcRelyingParty(builder.Configuration.GetSection("Oidc"))
    .UseEntityFramework<SampleDatabase>()
    .UseEntityFrameworkRevisions<SampleDatabase>()
    .UseEntityFrameworkAccounts<SampleDatabase>()
    .AddSignatureAlgorithms(new Ed25519CryptoProvider())
    .AddLocalSignIn<SampleUsers>();

// Other systems administer: with a token, without cookies, and under names they have used for years.
builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiTokens>(ApiTokens.SchemeName, null);
builder.Services.AddAuthorization(authorization => authorization.AddPolicy(
    "Admin", policy => policy.AddAuthenticationSchemes(ApiTokens.SchemeName).RequireRole("Admin")));

var app = builder.Build();
embedded?.FollowAddressesOf(app);
app.UseAuthentication();
app.UseAuthorization();

app.MapOidcRelyingParty();
app.MapOidcSettingsApi("/api/admin/auth/oidc/settings", "Admin", api =>
{
    api.Format = UnleashFormat.Create(builder.Configuration.GetValue("RequireAcr", defaultValue: false));
    api.SaveMethod = HttpMethods.Post;
    api.RequireIfMatch = false; // the contract knows no versions: the last writer wins
    api.StatusMember = null;
    api.WriteError = UnleashError.WriteAsync;
});

app.MapGet("/", (HttpContext context, IAntiforgery antiforgery) => SamplePage.Home("SettingsApi", context, antiforgery, ("/provider", "What to send")));

app.MapGet("/provider", () => SamplePage.Html("What to send", embedded is null
    ? "<p>The embedded provider is off: send the settings of yours.</p>"
    : $"<dl><dt>discoverUrl</dt><dd>{embedded.Issuer}/.well-known/openid-configuration</dd><dt>clientId</dt><dd>{embedded.ClientId}</dd><dt>secret</dt><dd>{embedded.ClientSecret}</dd></dl>"));

await app.RunAsync();

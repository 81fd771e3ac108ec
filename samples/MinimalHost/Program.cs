using System.Security.Claims;
using OidcRelyingParty;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddOidcRelyingParty(builder.Configuration.GetSection("Oidc"));
builder.Services.AddAuthorization();

var app = builder.Build();
app.MapOidcRelyingParty();
app.MapGet("/", (ClaimsPrincipal user) => $"Hello {user.Identity!.Name}").RequireAuthorization();
app.Run();

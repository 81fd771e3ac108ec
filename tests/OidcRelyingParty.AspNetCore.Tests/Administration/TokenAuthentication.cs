using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

/// <summary>Bearer tokens as a host may have them: the user's name is the token, and alice is an administrator; after an at sign comes the tenant signed in to.</summary>
internal sealed class TokenAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "token";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers.Authorization.ToString() is not { Length: > 7 } header || !header.StartsWith("Bearer ", StringComparison.Ordinal))
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var (name, tenants) = (header[7..].Split('@')[0], header.Split('@')[1..]);
        var identity = new ClaimsIdentity(
            [new("sub", name), new("role", name == "alice" ? "admin" : "user"), .. tenants.Select(tenant => new Claim("oidc_tenant", tenant))], SchemeName, "sub", "role");
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}

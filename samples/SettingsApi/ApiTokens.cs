using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace SettingsApi;

/// <summary>API tokens in the <c>Authorization</c> header, as other systems call with: <c>*:*.admin-token</c> administers, <c>*:*.client-token</c> does not.</summary>
internal sealed class ApiTokens(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "ApiToken";

    private static readonly (string Token, string Name, string Role)[] Tokens = [("*:*.admin-token", "an admin token", "Admin"), ("*:*.client-token", "a client token", "Viewer")];

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var sent = Encoding.UTF8.GetBytes(Request.Headers.Authorization.ToString());
        var known = Array.Find(Tokens, token => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token.Token), sent));
        if (known.Name is null)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        var identity = new ClaimsIdentity([new("name", known.Name), new("role", known.Role)], SchemeName, "name", "role");
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), SchemeName)));
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Endpoints;

/// <summary>
/// Keeps the ID token for the sign-out, protected, in a cookie that the browser sends to the logout path only: no other request is a byte larger.
/// </summary>
internal sealed class IdTokenHintCookie(IDataProtectionProvider protection, RedirectUris redirectUris, IOptions<OidcEndpointOptions> options)
{
    private const string Name = "oidc.hint";

    // Browsers drop larger cookies. Without the hint the provider asks the user whether to sign out.
    private const int MaxLength = 3800;

    private readonly IDataProtectionProvider _protection = protection.CreateProtector("OidcRelyingParty.IdTokenHint");

    public void Set(HttpContext context, string subject, Secret idToken)
    {
        var value = Base64Url.EncodeToString(Protector(subject).Protect(Encoding.UTF8.GetBytes(idToken.Reveal())));
        if (value.Length <= MaxLength)
        {
            context.Response.Cookies.Append(Name, value, Attributes(context));
        }
        else
        {
            Remove(context);
        }
    }

    /// <summary>The ID token of this user's session; null when there is none, or it is another user's.</summary>
    public Secret? Find(HttpContext context, string subject)
    {
        if (!context.Request.Cookies.TryGetValue(Name, out var value) || value.Length > MaxLength)
        {
            return null;
        }

        try
        {
            return new Secret(Encoding.UTF8.GetString(Protector(subject).Unprotect(Base64Url.DecodeFromChars(value))));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public void Remove(HttpContext context) => context.Response.Cookies.Delete(Name, Attributes(context));

    // One protector a user: a hint left behind by another session cannot be read with this one.
    private IDataProtector Protector(string subject) => _protection.CreateProtector(subject);

    private CookieOptions Attributes(HttpContext context) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = context.Request.PathBase + options.Value.LogoutPath,
        Secure = redirectUris.IsHttps(context),
        SameSite = SameSiteMode.Lax,
    };
}

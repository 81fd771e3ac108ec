using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Endpoints;

/// <summary>
/// Keeps each sign-in that is under way in a small protected cookie of its own, so that several tabs can sign in side by side; and never more
/// than five of them or 4 KB, so that they cannot pile up until a server on the way refuses the headers.
/// </summary>
internal sealed class PendingSignInCookies(IDataProtectionProvider protection, RedirectUris redirectUris, IOptions<OidcRelyingPartyOptions> options)
{
    private const int MaxCount = 5;
    private const int MaxLength = 4 * 1024;
    private const int StateLength = 27;
    private const string Prefix = "oidc.";
    private const string SecurePrefix = "__Host-" + Prefix;

    private readonly IDataProtector _protector = protection.CreateProtector("OidcRelyingParty.PendingSignIn");

    public void Add(HttpContext context, PendingSignIn pending)
    {
        var name = Name(context, pending.State);
        var value = Base64Url.EncodeToString(_protector.Protect(pending.ToBytes()));
        DropOldest(context, name.Length + value.Length);
        var attributes = Attributes(context, pending.ResponseMode);
        attributes.MaxAge = options.Value.SignInLifetime;
        context.Response.Cookies.Append(name, value, attributes);
    }

    /// <summary>The sign-in of this browser with that state; null when there is none, or the cookie cannot be read.</summary>
    public PendingSignIn? Find(HttpContext context, string state)
    {
        if (!context.Request.Cookies.TryGetValue(Name(context, state), out var value) || value.Length > MaxLength)
        {
            return null;
        }

        try
        {
            return PendingSignIn.FromBytes(_protector.Unprotect(Base64Url.DecodeFromChars(value)));
        }
        // Altered, or protected with a key ring that is gone: either way there is no such sign-in.
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }

    public void Remove(HttpContext context, PendingSignIn pending) =>
        context.Response.Cookies.Delete(Name(context, pending.State), Attributes(context, pending.ResponseMode));

    private void DropOldest(HttpContext context, int length)
    {
        var count = 1;
        foreach (var cookie in InOrderOfStart(context).Reverse())
        {
            length += cookie.Key.Length + cookie.Value.Length;
            if (++count > MaxCount || length > MaxLength)
            {
                context.Response.Cookies.Delete(cookie.Key, Attributes(context, AuthorizationResponseMode.Query));
            }
        }
    }

    // The state begins with the second of its start; decoding only compares, it trusts nothing. The length tells a state from our other cookies.
    private IEnumerable<KeyValuePair<string, string>> InOrderOfStart(HttpContext context)
    {
        var prefix = Name(context, "");
        return context.Request.Cookies
            .Where(cookie => cookie.Key.Length == prefix.Length + StateLength && cookie.Key.StartsWith(prefix, StringComparison.Ordinal))
            .OrderBy(cookie => StartSecond(cookie.Key.AsSpan(prefix.Length)));
    }

    private static uint StartSecond(ReadOnlySpan<char> state)
    {
        Span<byte> bytes = stackalloc byte[32];
        return Base64Url.IsValid(state) && Base64Url.TryDecodeFromChars(state, bytes, out var length) && length >= 4
            ? BinaryPrimitives.ReadUInt32BigEndian(bytes)
            : 0;
    }

    private string Name(HttpContext context, string state) => (redirectUris.IsHttps(context) ? SecurePrefix : Prefix) + state;

    private CookieOptions Attributes(HttpContext context, AuthorizationResponseMode mode) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        Path = "/",
        Secure = redirectUris.IsHttps(context),
        // A form posted by the provider's page is a cross-site request; only None brings the cookie along, and browsers want Secure with it.
        SameSite = mode == AuthorizationResponseMode.FormPost && redirectUris.IsHttps(context) ? SameSiteMode.None : SameSiteMode.Lax,
    };
}

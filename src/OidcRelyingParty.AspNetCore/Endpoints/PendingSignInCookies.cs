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
/// than five of them, so that they cannot pile up until the server refuses the headers.
/// </summary>
internal sealed class PendingSignInCookies(IDataProtectionProvider protection, RedirectUris redirectUris, IOptions<OidcRelyingPartyOptions> options)
{
    private const int MaxCount = 5;
    private const string Prefix = "oidc.";
    private const string SecurePrefix = "__Host-" + Prefix;

    private readonly IDataProtector _protector = protection.CreateProtector("OidcRelyingParty.PendingSignIn");

    public void Add(HttpContext context, PendingSignIn pending)
    {
        DropOldest(context);
        var value = Base64Url.EncodeToString(_protector.Protect(pending.ToBytes()));
        var attributes = Attributes(context, pending.ResponseMode);
        attributes.MaxAge = options.Value.SignInLifetime;
        context.Response.Cookies.Append(Name(context, pending.State), value, attributes);
    }

    /// <summary>The sign-in of this browser with that state; null when there is none, or the cookie cannot be read.</summary>
    public PendingSignIn? Find(HttpContext context, string state)
    {
        if (!context.Request.Cookies.TryGetValue(Name(context, state), out var value))
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

    // The state begins with the second of its start, so the oldest sorts first; decoding only compares, it trusts nothing.
    private void DropOldest(HttpContext context)
    {
        var prefix = Name(context, "");
        var names = context.Request.Cookies.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).ToArray();
        foreach (var name in names.OrderBy(name => StartSecond(name[prefix.Length..])).Take(names.Length - MaxCount + 1))
        {
            context.Response.Cookies.Delete(name, Attributes(context, AuthorizationResponseMode.Query));
        }
    }

    private static uint StartSecond(string state)
    {
        Span<byte> bytes = stackalloc byte[32];
        return state.Length <= 32 && Base64Url.IsValid(state) && Base64Url.TryDecodeFromChars(state, bytes, out var length) && length >= 4
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

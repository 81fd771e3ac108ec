using System.Collections.Frozen;
using System.Diagnostics;
using System.Text.Json;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Identities;

/// <summary>Who signed in, as the provider vouches for it: the checked ID token, completed by UserInfo.</summary>
[DebuggerDisplay("{Subject} of {Issuer}")]
public sealed class ValidatedIdentity
{
    // What the ID token alone may say: it is about the token and the sign-in, not about the person.
    private static readonly FrozenSet<string> ProtocolClaims = new[]
    {
        WireNames.Issuer, WireNames.Subject, WireNames.Audience, WireNames.AuthorizedParty, WireNames.ExpiresAt, WireNames.IssuedAt, WireNames.NotBefore,
        WireNames.JwtId, WireNames.Nonce, WireNames.Acr, WireNames.AuthTime, WireNames.AtHash, WireNames.SessionId, WireNames.Amr, WireNames.CodeHash,
    }.ToFrozenSet(StringComparer.Ordinal);

    internal ValidatedIdentity(OidcSettingsKey settingsKey, ValidatedIdToken idToken, JsonElement? userInfo)
    {
        SettingsKey = settingsKey;
        Issuer = idToken.Issuer;
        Subject = idToken.Subject;
        (IdToken, UserInfo) = (idToken.Claims, userInfo);
        Claims = Merge(idToken.Claims, userInfo);
    }

    /// <summary>Which tenant and provider the user signed in with.</summary>
    public OidcSettingsKey SettingsKey { get; }

    /// <summary>The issuer. Together with <see cref="Subject"/> it identifies the user; nothing else does.</summary>
    public string Issuer { get; }

    /// <summary>The user's identifier at this issuer, never reassigned.</summary>
    public string Subject { get; }

    /// <summary>
    /// The claims by their names on the wire. The signed ID token wins over UserInfo, which only adds what is missing, and never anything
    /// about the token itself.
    /// </summary>
    public IReadOnlyDictionary<string, JsonElement> Claims { get; }

    /// <summary>The claims of the signed ID token alone.</summary>
    internal JsonElement IdToken { get; }

    /// <summary>Those of UserInfo alone; null when it was not asked.</summary>
    internal JsonElement? UserInfo { get; }

    private static Dictionary<string, JsonElement> Merge(JsonElement idToken, JsonElement? userInfo)
    {
        var claims = idToken.EnumerateObject().ToDictionary(claim => claim.Name, claim => claim.Value, StringComparer.Ordinal);
        foreach (var claim in userInfo?.EnumerateObject() ?? default)
        {
            if (!ProtocolClaims.Contains(claim.Name))
            {
                claims.TryAdd(claim.Name, claim.Value);
            }
        }

        return claims;
    }
}

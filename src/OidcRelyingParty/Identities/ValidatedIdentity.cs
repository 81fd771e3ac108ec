using System.Diagnostics;
using System.Text.Json;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Identities;

/// <summary>Who signed in, as the provider vouches for it: the checked ID token, completed by UserInfo.</summary>
[DebuggerDisplay("{Subject} of {Issuer}")]
public sealed class ValidatedIdentity
{
    internal ValidatedIdentity(OidcSettingsKey settingsKey, ValidatedIdToken idToken, IdentityDocuments documents)
    {
        SettingsKey = settingsKey;
        Issuer = idToken.Issuer;
        Subject = idToken.Subject;
        (IdToken, UserInfo) = (documents.IdToken, documents.UserInfo.Claims);
        Claims = documents.Claims;
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

    /// <summary>Those of UserInfo alone; null when it was not asked, or could not be had.</summary>
    internal JsonElement? UserInfo { get; }
}

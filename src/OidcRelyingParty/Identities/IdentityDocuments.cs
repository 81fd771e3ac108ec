using System.Collections.Frozen;
using System.Text.Json;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Identities;

/// <summary>Everything the provider said about a user, document by document and as one.</summary>
internal sealed class IdentityDocuments
{
    // What the ID token alone may say: it is about the token and the sign-in, not about the person.
    private static readonly FrozenSet<string> ProtocolClaims = new[]
    {
        WireNames.Issuer, WireNames.Subject, WireNames.Audience, WireNames.AuthorizedParty, WireNames.ExpiresAt, WireNames.IssuedAt, WireNames.NotBefore,
        WireNames.JwtId, WireNames.Nonce, WireNames.Acr, WireNames.AuthTime, WireNames.AtHash, WireNames.SessionId, WireNames.Amr, WireNames.CodeHash,
    }.ToFrozenSet(StringComparer.Ordinal);

    public IdentityDocuments(JsonElement idToken, ClaimDocument userInfo, ClaimDocument accessToken)
    {
        (IdToken, UserInfo, AccessToken) = (idToken, userInfo, accessToken);
        Claims = Merge(idToken, userInfo.Claims);
    }

    public JsonElement IdToken { get; }

    public ClaimDocument UserInfo { get; }

    /// <summary>Not for this application: it is read for roles only, and adds nothing to <see cref="Claims"/>.</summary>
    public ClaimDocument AccessToken { get; }

    /// <summary>The ID token, completed by UserInfo.</summary>
    public IReadOnlyDictionary<string, JsonElement> Claims { get; }

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

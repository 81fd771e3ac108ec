using System.Text.Json;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Accounts;

/// <summary>The user's e-mail address as the provider states it.</summary>
/// <param name="Address">The address.</param>
/// <param name="IsVerified">Whether a document of the provider vouches for exactly this address, and none denies it.</param>
/// <param name="IsVerifiedInIdToken">Whether the signed ID token does.</param>
internal sealed record EmailClaim(string Address, bool IsVerified, bool IsVerifiedInIdToken)
{
    /// <summary>The address; null when there is none that can be used.</summary>
    public static EmailClaim? Of(ValidatedIdentity identity)
    {
        if (!identity.Claims.TryGetValue(WireNames.Email, out var claim) || AccountText.Find(claim) is not { } address)
        {
            return null;
        }

        var (idToken, userInfo) = (Verdict(identity.IdToken, address), Verdict(identity.UserInfo, address));
        var isVerified = idToken == Vouching.Given ? userInfo != Vouching.Denied : userInfo == Vouching.Given && idToken != Vouching.Denied;
        return new EmailClaim(address, isVerified, isVerified && idToken == Vouching.Given);
    }

    // Never email of one document with email_verified of the other: they may be about two addresses.
    private static Vouching Verdict(JsonElement? document, string address)
    {
        if (document is not { ValueKind: JsonValueKind.Object } claims || !claims.TryGetProperty(WireNames.EmailVerified, out var verified))
        {
            return Vouching.None;
        }

        return verified.ValueKind switch
        {
            JsonValueKind.True => claims.TryGetProperty(WireNames.Email, out var email) && email.ValueKind == JsonValueKind.String && email.ValueEquals(address) ? Vouching.Given : Vouching.None,
            // Not true, which is a boolean (OpenID Connect Core 5.1); but no denial of what the other document says: Cognito's UserInfo has it beside an ID token's true.
            JsonValueKind.String when verified.ValueEquals("true"u8) => Vouching.None,
            _ => Vouching.Denied,
        };
    }

    private enum Vouching
    {
        None,
        Given,
        Denied,
    }
}

using System.Text.Json;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Jose;

namespace OidcRelyingParty.Tests.Roles;

/// <summary>What a provider may have said, written as JSON.</summary>
internal static class Documents
{
    public static IdentityDocuments Of(string idToken, string? userInfo = null, string? accessToken = null) =>
        new(JsonElement.Parse(idToken), Document(userInfo), Document(accessToken));

    public static IdentityDocuments Of(JsonElement idToken) => new(idToken, ClaimDocument.NotAsked, ClaimDocument.NotAsked);

    private static ClaimDocument Document(string? json) => json is null ? ClaimDocument.NotAsked : ClaimDocument.Of(JsonElement.Parse(json));
}

using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>Makes our provider behave like the suite's, odd parts included (conformance.md, sections 2.2 and 8).</summary>
internal static class SuiteHabits
{
    // The suite ends what it assigns in random punctuation; each of these means something in a URL, a form or Basic credentials.
    private const string Punctuation = " %+&:/?=#~!*'()@\"<>";

    public const string ClientId = "client-" + Punctuation;

    public const string ClientSecret = "secret-of-32-bytes-and-more-for-hs256-" + Punctuation;

    public static void Adopt(TestProvider provider)
    {
        provider.Behaviour.ConformanceHabits();
        SuiteKeys.Rotate(provider.Keys);
        provider.Clients[0] = new TestClient
        {
            ClientId = ClientId,
            ClientSecret = ClientSecret,
            RedirectUris = provider.Clients[0].RedirectUris,
            PostLogoutRedirectUris = provider.Clients[0].PostLogoutRedirectUris,
            BackchannelLogoutUri = provider.Clients[0].BackchannelLogoutUri,
            RefreshTokens = false,
        };
        AddUnknownMembers(provider.Behaviour);
    }

    // Everything unknown must be ignored, wherever it stands.
    private static void AddUnknownMembers(ProviderBehaviour behaviour)
    {
        behaviour.AuthorizationResponse += response => response.Add("unknown_parameter", "to be ignored");
        behaviour.TokenResponse += AddUnknown;
        behaviour.IdTokenClaims += AddUnknown;
        behaviour.IdTokenHeader += header => header["unknown_member"] = "to be ignored";
        behaviour.UserInfo += AddUnknown;
        behaviour.KeySet += AddUnknown;
        behaviour.LogoutTokenClaims += AddUnknown;
        behaviour.LogoutRequest += form => form.Add("unknown_field", "to be ignored");
    }

    private static void AddUnknown(JsonObject target)
    {
        target["unknown_member"] = "to be ignored";
        target["unknown_object"] = new JsonObject { ["nested"] = new JsonArray(1, "two", null) };
    }
}

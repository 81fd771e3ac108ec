using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>The key set of the two modules without <c>kid</c>: so many signing keys of each type, none with an id, and two encryption keys with one.</summary>
internal static class KeysWithoutId
{
    public static void Adopt(TestProvider provider, int count)
    {
        // The provider's decoys are one RSA and one P-256 signing key; the rest is added here, and it never signs.
        JsonObject[] more = [SuiteKeys.NextRsa().ToPublicJwk(), TestSigningKey.Create("ES256").ToPublicJwk()];
        provider.Behaviour.IdTokenHeader += header => header.Remove("kid");
        provider.Behaviour.KeySet += keySet =>
        {
            var keys = keySet["keys"]!.AsArray();
            if (count == 1)
            {
                keys.RemoveAll(key => key!["kid"]!.GetValue<string>() is "decoy-rsa" or "decoy-p256");
            }
            else
            {
                Array.ForEach(more, key => keys.Insert(0, key.DeepClone()));
            }

            foreach (var key in keys.Where(key => key!["use"]!.GetValue<string>() == "sig"))
            {
                key!.AsObject().Remove("kid");
                key.AsObject().Remove("alg");
            }
        };
    }
}

using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>Signing keys for one module after the other: always another key id, and never the key of the module before.</summary>
internal static class SuiteKeys
{
    // Three RSA pairs serve all modules, because each takes a quarter of a second to make.
    private static readonly Lazy<TestSigningKey[]> s_rsa =
        new(() => [TestSigningKey.Create("RS256"), TestSigningKey.Create("RS256"), TestSigningKey.Create("RS256")]);

    private static int s_count;

    /// <summary>The next RS256 key.</summary>
    public static TestSigningKey NextRsa()
    {
        var number = Interlocked.Increment(ref s_count);
        return s_rsa.Value[number % s_rsa.Value.Length].As("RS256", $"rsa-{number}");
    }

    /// <summary>Replaces the provider's signing keys; the ones before are no longer published.</summary>
    public static void Rotate(TestSigningKeys keys)
    {
        keys["RS256"] = NextRsa();
        keys["ES256"] = TestSigningKey.Create("ES256");
    }
}

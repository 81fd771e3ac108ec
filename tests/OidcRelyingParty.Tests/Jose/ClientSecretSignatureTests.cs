using System.Security.Cryptography;
using OidcRelyingParty.Jose;

namespace OidcRelyingParty.Tests.Jose;

internal sealed class ClientSecretSignatureTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 64).Select(i => (byte)i)];

    [TestCase("HS256", 32)]
    [TestCase("HS384", 48)]
    [TestCase("HS512", 64)]
    public void A_signature_with_the_secret_is_accepted_and_with_another_refused(string algorithm, int length)
    {
        Assert.That(Verify(algorithm, Secret, Secret), Is.EqualTo(JoseFault.None));
        Assert.That(Verify(algorithm, Secret[..length], Secret[..length]), Is.EqualTo(JoseFault.None));
        Assert.That(Verify(algorithm, Secret[..length], [.. Secret[1..length], 9]), Is.EqualTo(JoseFault.Signature));
        Assert.That(Verify(algorithm, Secret[..(length - 1)], Secret[..(length - 1)]), Is.EqualTo(JoseFault.Key), "RFC 7518, 3.2");
    }

    [TestCase("RS256")]
    [TestCase("ES256")]
    [TestCase("hs256")]
    [TestCase("HS1")]
    public void A063_Only_the_three_HMAC_algorithms_are_keyed_with_the_secret(string algorithm) =>
        Assert.That(Verify(algorithm, Secret, Secret), Is.EqualTo(JoseFault.Algorithm));

    [Test]
    public void A_MAC_cut_short_or_made_longer_is_refused()
    {
        foreach (var length in new[] { 1, 16, 31, 33, 64 })
        {
            var token = Jws.Create(
                """{"alg":"HS256"}""", input => [.. HMACSHA256.HashData(Secret, input).Concat(new byte[64]).Take(length)]);

            Assert.That(ClientSecretSignature.Verify(CompactJws.Parse(token, out _)!, Secret), Is.EqualTo(JoseFault.Signature));
        }
    }

    private static JoseFault Verify(string algorithm, byte[] signWith, byte[] verifyWith)
    {
        var token = Jws.Create($$"""{"alg":"{{algorithm}}"}""", input => algorithm switch
        {
            "HS384" => HMACSHA384.HashData(signWith, input),
            "HS512" => HMACSHA512.HashData(signWith, input),
            _ => HMACSHA256.HashData(signWith, input),
        });
        return ClientSecretSignature.Verify(CompactJws.Parse(token, out _)!, verifyWith);
    }
}

using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Revisions;

/// <summary>Tells whether a secret is the same as before without telling anything about it.</summary>
internal static class SecretFingerprint
{
    private const int KeyLength = 32;
    private const int ShownLength = 4;

    public static Secret CreateKey() => new(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)));

    public static string Of(Secret secret, Secret key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Convert.FromBase64String(key.Reveal()), Encoding.UTF8.GetBytes(secret.Reveal())).AsSpan(0, ShownLength));
}

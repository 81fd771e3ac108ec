using System.Security.Cryptography;
using System.Text;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>Encrypts for real, with a key of a name. The framework's Data Protection is tested where ASP.NET Core is.</summary>
internal sealed class KeyRing(string name) : ISecretProtector
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    public string Protect(string text, OidcSettingsKey key)
    {
        var (nonce, plain, tag) = (RandomNumberGenerator.GetBytes(NonceLength), Encoding.UTF8.GetBytes(text), new byte[TagLength]);
        var cipher = new byte[plain.Length];
        using var aes = KeyOf(key);
        aes.Encrypt(nonce, plain, cipher, tag);
        return Convert.ToBase64String([.. nonce, .. tag, .. cipher]);
    }

    public string? Unprotect(string protectedText, OidcSettingsKey key)
    {
        try
        {
            var all = Convert.FromBase64String(protectedText).AsSpan();
            var plain = new byte[all.Length - NonceLength - TagLength];
            using var aes = KeyOf(key);
            aes.Decrypt(all[..NonceLength], all[(NonceLength + TagLength)..], all.Slice(NonceLength, TagLength), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private AesGcm KeyOf(OidcSettingsKey key) => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {key}")), TagLength);
}

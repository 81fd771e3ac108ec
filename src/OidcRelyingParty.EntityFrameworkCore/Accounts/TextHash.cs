using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Accounts;

/// <summary>Hashes that texts are compared by.</summary>
internal static class TextHash
{
    public const int Length = 64;

    // The one letter that has a capital and is not the same as it: who is called so is not the one with an S.
    private const char LongS = '\u017f';

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The same for texts that differ only in capital letters, as <see cref="StringComparison.OrdinalIgnoreCase"/> says.</summary>
    public static string OfFolded(string text) => Of(string.Join(LongS, text.Split(LongS).Select(part => part.ToUpperInvariant())));

    // The length of each part comes before it, so that no two logins read the same.
    public static string Of(ExternalLogin login) => Of($"{login.Tenant.Length}:{login.Tenant}{login.Issuer.Length}:{login.Issuer}{login.Subject}");
}

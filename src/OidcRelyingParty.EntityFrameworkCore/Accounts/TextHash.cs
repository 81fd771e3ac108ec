using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Accounts;

/// <summary>Hashes that texts are compared by.</summary>
internal static class TextHash
{
    public const int Length = 64;

    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The same for texts that differ only in capital letters, as <see cref="StringComparison.OrdinalIgnoreCase"/> says.</summary>
    public static string OfFolded(string text) => Of(text.ToUpperInvariant());

    // The length of each part comes before it, so that no two logins read the same.
    public static string Of(ExternalLogin login) => Of($"{login.Tenant.Length}:{login.Tenant}{login.Issuer.Length}:{login.Issuer}{login.Subject}");
}

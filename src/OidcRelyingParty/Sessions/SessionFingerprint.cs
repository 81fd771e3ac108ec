using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Sessions;

/// <summary>
/// What the sessions of a user, or of a session at the provider, have in common, as 64 hexadecimal digits: of one length whatever the provider
/// sends, so that it fits into an index, and compared alike by every database, whatever that makes of case, accents and trailing spaces.
/// </summary>
internal static class SessionFingerprint
{
    public const int Length = 64;

    public static string OfUser(string tenant, string provider, string issuer, string subject) => Of("user", tenant, provider, issuer, subject);

    public static string OfProviderSession(string tenant, string provider, string issuer, string providerSessionId) =>
        Of("provider session", tenant, provider, issuer, providerSessionId);

    // Each part with its length: no two lists of parts give one text.
    private static string Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> length = stackalloc byte[sizeof(int)];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Jose;

/// <summary>Names a key by its content (<see href="https://www.rfc-editor.org/rfc/rfc7638#section-3">RFC 7638, 3</see>).</summary>
internal static class JwkThumbprint
{
    /// <summary>Computes the thumbprint of the required members, already in the order and spelling of RFC 7638, 3.3.</summary>
    public static string Compute(string canonicalJson) => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(canonicalJson)));
}

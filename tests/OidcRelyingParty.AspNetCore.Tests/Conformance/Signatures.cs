using System.Buffers.Text;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>Does to signatures what the suite does.</summary>
internal static class Signatures
{
    /// <summary>The token with every byte of its signature changed.</summary>
    public static string Corrupt(string token)
    {
        var at = token.LastIndexOf('.') + 1;
        var changed = Base64Url.DecodeFromChars(token.AsSpan(at)).Select(part => (byte)(part ^ 0x5A)).ToArray();
        return token[..at] + Base64Url.EncodeToString(changed);
    }
}

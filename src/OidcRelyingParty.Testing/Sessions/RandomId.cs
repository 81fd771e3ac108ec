using System.Buffers.Text;
using System.Security.Cryptography;

namespace OidcRelyingParty.Testing.Sessions;

internal static class RandomId
{
    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24));
}

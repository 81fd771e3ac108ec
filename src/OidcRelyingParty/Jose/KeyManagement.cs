using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace OidcRelyingParty.Jose;

/// <summary>
/// How the content key of one JWE reaches us (<see href="https://www.rfc-editor.org/rfc/rfc7518#section-4.1">RFC 7518, 4.1</see>).
/// </summary>
internal abstract class KeyManagement
{
    /// <summary>Reads the members that go with the <c>alg</c>; <see langword="null"/> and the fault when it is not supported.</summary>
    public static JoseFault Read(JsonElement header, string algorithm, out KeyManagement? management)
    {
        // The list is complete on purpose. RSA1_5 is an oracle, PBES2 lets the sender choose our work, and with "dir" or a bare
        // A*KW the key would be the client secret.
        switch (algorithm)
        {
            case "RSA-OAEP" or "RSA-OAEP-256":
                management = new RsaKeyTransport(algorithm);
                return JoseFault.None;
            case "ECDH-ES" or "ECDH-ES+A128KW" or "ECDH-ES+A192KW" or "ECDH-ES+A256KW":
                management = EcdhKeyAgreement.Read(header, algorithm);
                return management is null ? JoseFault.Format : JoseFault.None;
            default:
                management = null;
                return JoseFault.Algorithm;
        }
    }

    /// <summary>Whether the key is a private one of the right type and size.</summary>
    public abstract bool Fits(SecurityKey key);

    /// <summary>Finds the content key, or <see langword="null"/> where it is not shaped as one.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is not encrypted to this key.</exception>
    /// <exception cref="SecurityTokenException">It is not encrypted to this key.</exception>
    public abstract byte[]? FindContentKey(CompactJwe jwe, SecurityKey key);
}

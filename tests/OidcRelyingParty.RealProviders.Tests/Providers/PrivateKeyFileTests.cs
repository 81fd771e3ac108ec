using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

public sealed class PrivateKeyFileTests
{
    [Test]
    public async Task An_RSA_key_is_the_same_key_in_PEM()
    {
        using var scratch = new ScratchDirectory();
        using var key = RSA.Create(2048);
        using var read = RSA.Create();
        var p = key.ExportParameters(includePrivateParameters: true);
        var (n, e, d) = (Text(p.Modulus), Text(p.Exponent), Text(p.D));
        var jwk = new { kty = "RSA", n, e, d, p = Text(p.P), q = Text(p.Q), dp = Text(p.DP), dq = Text(p.DQ), qi = Text(p.InverseQ) };

        var file = await PrivateKeyFile.WriteAsync(scratch.File("key.pem"), JsonSerializer.SerializeToElement(jwk));
        read.ImportFromPem(await File.ReadAllTextAsync(file));

        Assert.That(read.ExportPkcs8PrivateKey(), Is.EqualTo(key.ExportPkcs8PrivateKey()));
    }

    [Test]
    public async Task An_EC_key_is_the_same_key_in_PEM()
    {
        using var scratch = new ScratchDirectory();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var read = ECDsa.Create();
        var p = key.ExportParameters(includePrivateParameters: true);
        var jwk = new { kty = "EC", crv = "P-256", x = Text(p.Q.X), y = Text(p.Q.Y), d = Text(p.D) };

        var file = await PrivateKeyFile.WriteAsync(scratch.File("key.pem"), JsonSerializer.SerializeToElement(jwk));
        read.ImportFromPem(await File.ReadAllTextAsync(file));

        Assert.That(read.ExportPkcs8PrivateKey(), Is.EqualTo(key.ExportPkcs8PrivateKey()));
    }

    private static string Text(byte[]? bytes) => Base64Url.EncodeToString(bytes);
}

using System.Text;
using OidcRelyingParty.Jose;

namespace OidcRelyingParty.Tests.Jose;

/// <summary>The examples of <see href="https://www.rfc-editor.org/rfc/rfc7515#appendix-A">RFC 7515, A</see>.</summary>
internal sealed class Rfc7515VectorTests
{
    private const string Payload = "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    [Test]
    public void A1_HS256_verifies()
    {
        const string key = "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";
        var jws = CompactJws.Parse($"eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.{Payload}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk", out _);

        Assert.That(ClientSecretSignature.Verify(jws!, System.Buffers.Text.Base64Url.DecodeFromChars(key)), Is.EqualTo(JoseFault.None));
    }

    [Test]
    public void A2_RS256_verifies() => AssertVerifies(
        """{"kty":"RSA","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ","e":"AQAB"}""",
        $"eyJhbGciOiJSUzI1NiJ9.{Payload}.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw");

    [Test]
    public void A3_ES256_verifies() => AssertVerifies(
        """{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}""",
        $"eyJhbGciOiJFUzI1NiJ9.{Payload}.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");

    [Test]
    public void A5_The_unsecured_example_is_refused()
    {
        var jws = CompactJws.Parse($"eyJhbGciOiJub25lIn0.{Payload}.", out var fault);

        Assert.That(jws, Is.Null);
        Assert.That(fault, Is.EqualTo(JoseFault.Algorithm));
    }

    private static void AssertVerifies(string jwk, string token)
    {
        var keys = KeySet.Parse(Encoding.UTF8.GetBytes(TestKeys.Jwks(jwk)), new SignatureAlgorithms([]), out _)!;

        Assert.That(keys.Verify(CompactJws.Parse(token, out _)!), Is.EqualTo(JoseFault.None));
    }
}

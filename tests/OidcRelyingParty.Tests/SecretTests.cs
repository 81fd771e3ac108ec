using System.Text.Json;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tests.Jose;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty.Tests;

[TestFixture]
internal sealed class SecretTests
{
    private const string Canary = "canary-0123456789";

    [Test]
    public void It_shows_nothing_and_gives_its_text_to_whom_asks()
    {
        var secret = new Secret(Canary);

        Assert.That(($"{secret}", secret.Reveal()), Is.EqualTo(("[redacted]", Canary)));
        Assert.That(JsonSerializer.Serialize(secret), Does.Not.Contain(Canary));
    }

    [Test]
    public void It_is_equal_to_one_with_the_same_text_and_its_hash_tells_nothing()
    {
        var secret = new Secret(Canary);

        Assert.That(secret, Is.EqualTo(new Secret(Canary)).And.Not.EqualTo(new Secret(Canary + "x")).And.Not.EqualTo(new Secret(Canary.ToUpperInvariant())));
        Assert.That(secret.Equals((object)Canary), Is.False);
        Assert.That(secret.Equals(null), Is.False);
        Assert.That(secret.GetHashCode(), Is.EqualTo(new Secret("another").GetHashCode()));
    }

    [TestCase("")]
    [TestCase(null)]
    public void No_secret_is_written_as_null(string? text) => Assert.That(() => new Secret(text!), Throws.InstanceOf<ArgumentException>());

    [Test]
    public void A281_Whatever_holds_a_secret_prints_none()
    {
        var pem = TestKeys.P256.ExportPkcs8PrivateKeyPem();
        var settings = new OidcSettings
        {
            ClientId = "client",
            ClientSecret = new Secret(Canary),
            ClientKey = ClientPrivateKey.FromPem(pem),
            DecryptionKeys = [ClientPrivateKey.FromPem(pem)],
        };
        var tokens = new TokenResponse { IdToken = new Secret(Canary), AccessToken = new Secret(Canary), RefreshToken = new Secret(Canary) };
        var pending = new PendingSignIn
        {
            SettingsKey = OidcSettingsKey.Default,
            SettingsVersion = "1",
            State = "state",
            Nonce = "nonce",
            CodeVerifier = new Secret(Canary),
            RedirectUri = new Uri("https://rp.example.test"),
            ResponseMode = AuthorizationResponseMode.Query,
            StartedAt = default,
        };
        var response = AuthorizationResponse.ParseQuery($"code={Canary}&state={Canary}");

        foreach (var printed in new[] { $"{settings}", $"{settings with { ClientId = "x" }}", $"{tokens}", $"{pending}", $"{response}", JsonSerializer.Serialize(tokens) })
        {
            Assert.That(printed, Does.Not.Contain(Canary).And.Not.Contains(pem[40..80]));
        }

        Assert.That($"{settings}", Does.Contain("ClientSecret = [redacted]").And.Contains("ClientKey = [redacted]"));
    }
}

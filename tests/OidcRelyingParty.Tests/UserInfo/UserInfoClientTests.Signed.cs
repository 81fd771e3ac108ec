using System.Security.Cryptography;
using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Tests.Jose;

namespace OidcRelyingParty.Tests.UserInfo;

internal sealed partial class UserInfoClientTests
{
    private static readonly TestCaseData<Func<IdTokenBuilder, IdTokenBuilder>>[] BrokenAnswers =
    [
        Broken("unsigned", token => token.WithoutSignature()),
        Broken("signed by another key", token => token.SignedWith(TestSigningKey.Create("ES256"))),
        Broken("signed with the client secret", token => token.SignedWith(TestSigningKey.FromSecret("quickstart-secret-0123456789-0123456789-0123456789"))),
        Broken("corrupt", token => token.WithCorruptSignature()),
        Broken("from another issuer", token => token.With("iss", "https://evil.example.test")),
        Broken("from nobody", token => token.Without("iss")),
        Broken("for another client", token => token.With("aud", "another-client")),
        Broken("for other clients", token => token.With("aud", new JsonArray("another-client", 1))),
        Broken("for nobody", token => token.Without("aud")),
        Broken("a claim twice", token => token.WithRaw("sub", "\"user-alice\"")),
        Broken("extension", token => token.WithHeader("crit", new JsonArray("exp"))),
    ];

    [Test]
    public async Task A_signed_answer_is_as_good_as_a_plain_one()
    {
        _host.Client.UserInfoSigned = true;

        Assert.That((await _host.SignInAsync()).Identity.Claims["email"].GetString(), Is.EqualTo("alice@example.test"));
    }

    [TestCaseSource(nameof(BrokenAnswers))]
    public async Task A165_A_signed_answer_with_one_thing_wrong_is_refused(Func<IdTokenBuilder, IdTokenBuilder> breakIt)
    {
        _host.Answer(ProviderEndpoint.UserInfo, () => ProviderResponse.Text(breakIt(SignedAnswer()).Build(), "application/jwt"));

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.UserInfoResponse));
    }

    [Test]
    public async Task A165_A_signed_answer_is_about_the_same_user()
    {
        _host.Answer(ProviderEndpoint.UserInfo, () => ProviderResponse.Text(SignedAnswer().With("sub", "user-bob").Build(), "application/jwt"));

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.UserInfoSubject));
    }

    [TestCase(true, null)]
    [TestCase(false, OidcErrorCodes.UserInfoResponse)]
    public async Task An_encrypted_answer_needs_a_decryption_key(bool hasKey, string? code)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var encryption = new IdTokenEncryption("ECDH-ES", "A128GCM", TestKeys.Jwk(key));
        _host.Answer(ProviderEndpoint.UserInfo, () => ProviderResponse.Text(SignedAnswer().EncryptedFor(encryption).Build(), "application/jwt"));
        if (hasKey)
        {
            _host.Change(settings => settings with { DecryptionKeys = [ClientPrivateKey.FromPem(key.ExportPkcs8PrivateKeyPem())] });
        }

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(code));
    }

    private IdTokenBuilder SignedAnswer() => _host.Provider.CreateIdToken(_host.Client.ClientId, nonce: null);

    private static TestCaseData<Func<IdTokenBuilder, IdTokenBuilder>> Broken(string what, Func<IdTokenBuilder, IdTokenBuilder> breakIt) =>
        new TestCaseData<Func<IdTokenBuilder, IdTokenBuilder>>(breakIt).SetArgDisplayNames(what);
}

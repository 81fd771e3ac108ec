using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class IdTokenBuilderTests
{
    private TestProvider _provider = null!;
    private ProviderFlow _flow = null!;

    [SetUp]
    public void SetUp()
    {
        _provider = new();
        _flow = new(_provider);
    }

    [TearDown]
    public async Task TearDown()
    {
        _flow.Dispose();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task The_token_is_perfect_until_something_is_broken()
    {
        var perfect = await _flow.ValidateAsync(Token().Build());
        var corrupt = await _flow.ValidateAsync(Token().WithCorruptSignature().Build());
        var expired = await _flow.ValidateAsync(Token().With("exp", DateTimeOffset.UtcNow.AddHours(-1)).Build());
        var foreign = await _flow.ValidateAsync(Token().SignedWith(TestSigningKey.Create("RS256")).Build());
        var unsigned = await _flow.ValidateAsync(Token().WithoutSignature().Build());

        Assert.That(perfect.IsValid, Is.True, perfect.Exception?.Message);
        Assert.That(corrupt.Exception, Is.InstanceOf<SecurityTokenInvalidSignatureException>());
        Assert.That(expired.Exception, Is.InstanceOf<SecurityTokenExpiredException>().Or.InstanceOf<SecurityTokenInvalidLifetimeException>());
        Assert.That(foreign.Exception, Is.InstanceOf<SecurityTokenSignatureKeyNotFoundException>());
        Assert.That(unsigned.IsValid, Is.False);
    }

    [Test]
    public void Members_can_be_written_twice()
    {
        var parts = Token().WithRaw("sub", "\"second\"").WithRawHeader("alg", "\"none\"").Build().Split('.');

        Assert.That(Base64UrlEncoder.Decode(parts[1]), Does.Contain("\"sub\":\"user-alice\"").And.EndsWith(",\"sub\":\"second\"}"));
        Assert.That(Base64UrlEncoder.Decode(parts[0]), Does.Contain("\"alg\":\"RS256\"").And.EndsWith(",\"alg\":\"none\"}"));
    }

    [Test]
    public void A_public_key_can_be_misused_as_a_secret()
    {
        var key = TestSigningKey.FromSecret(_provider.Keys["RS256"].ToPublicPem());

        var token = new JsonWebToken(Token().SignedWith(key).WithHeader("kid", _provider.Keys["RS256"].KeyId).Build());

        Assert.That((token.Alg, token.Kid), Is.EqualTo(("HS256", _provider.Keys["RS256"].KeyId)));
    }

    private IdTokenBuilder Token() => _provider.CreateIdToken(_flow.Client.ClientId, "the-nonce");
}

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class UserInfoEndpointTests
{
    private ManualTimeProvider _clock = null!;
    private TestProvider _provider = null!;
    private ProviderFlow _flow = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new(DateTimeOffset.UtcNow);
        _provider = new(new() { AutoSignIn = "alice", TimeProvider = _clock });
        _flow = new(_provider);
    }

    [TearDown]
    public async Task TearDown()
    {
        _flow.Dispose();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task The_scope_decides_about_standard_claims_only()
    {
        using var response = await _flow.GetUserInfoAsync(await AccessTokenAsync(("scope", "openid email")));
        var claims = JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject();

        Assert.That(claims.Select(claim => claim.Key), Is.EquivalentTo(new[] { "sub", "email", "email_verified", "groups", "roles", "realm_access" }));
    }

    [Test]
    public async Task A_signed_answer_names_issuer_and_client()
    {
        _flow.Client.UserInfoSigned = true;

        using var response = await _flow.GetUserInfoAsync(await AccessTokenAsync());
        var token = new JsonWebToken(await response.Content.ReadAsStringAsync());

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/jwt"));
        Assert.That((token.Issuer, token.Audiences.Single(), token.Subject), Is.EqualTo((_provider.Issuer, _flow.Client.ClientId, "user-alice")));
    }

    [Test]
    public async Task A_token_is_taken_from_the_header_only_and_until_it_expires()
    {
        var token = await AccessTokenAsync();

        using var query = await _flow.Http.GetAsync($"{_provider.AddressOf(ProviderEndpoint.UserInfo)}?access_token={token}");
        using var none = await _flow.Http.GetAsync(_provider.AddressOf(ProviderEndpoint.UserInfo));
        using var before = await _flow.GetUserInfoAsync(token);
        _clock.Advance(TimeSpan.FromMinutes(5));
        using var after = await _flow.GetUserInfoAsync(token);

        Assert.That(query.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(none.StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(before.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(after.Headers.WwwAuthenticate.ToString(), Does.Contain("invalid_token"));
    }

    [Test]
    public async Task A_client_may_have_the_claims_in_its_ID_token()
    {
        _flow.Client.ClaimsInIdToken = true;

        var (_, tokens) = await _flow.RedeemAsync(await _flow.GetCodeAsync());

        Assert.That(new JsonWebToken((string)tokens["id_token"]!).GetClaim("email").Value, Is.EqualTo("alice@example.test"));
    }

    private async Task<string> AccessTokenAsync(params (string Name, string? Value)[] changes) =>
        (string)(await _flow.RedeemAsync(await _flow.GetCodeAsync(changes))).Body["access_token"]!;
}

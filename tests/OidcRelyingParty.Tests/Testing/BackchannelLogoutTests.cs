using System.Net;
using Microsoft.IdentityModel.JsonWebTokens;
using OidcRelyingParty.Testing;
using RichardSzalay.MockHttp;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class BackchannelLogoutTests
{
    private const string LogoutUri = "https://rp.example.test/backchannel-logout";

    private TestProvider _provider = null!;
    private ProviderFlow _flow = null!;
    private MockHttpMessageHandler _clients = null!;
    private string? _posted;

    [SetUp]
    public async Task SetUp()
    {
        _provider = new();
        _flow = new(_provider);
        _flow.Client.IdTokenSigningAlgorithm = "ES256";
        _flow.Client.BackchannelLogoutUri = LogoutUri;
        _clients = new();
        _provider.ClientNetwork = _clients;
        await _flow.RedeemAsync(await _flow.GetCodeAsync());
    }

    [TearDown]
    public async Task TearDown()
    {
        _flow.Dispose();
        _clients.Dispose();
        await _provider.DisposeAsync();
    }

    [Test]
    public async Task The_end_of_a_session_is_posted_to_its_clients()
    {
        Expect(HttpStatusCode.OK);

        var sent = await _provider.EndSessionsAsync("user-alice");

        Assert.That(sent.Single().Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_posted, Is.EqualTo("logout_token=" + sent[0].LogoutToken));
        Assert.That(new JsonWebToken(sent[0].LogoutToken).Typ, Is.EqualTo("logout+jwt"));
        Assert.That(_provider.LogoutDeliveries, Is.EqualTo(sent));
        Assert.That(await _provider.EndSessionsAsync("user-alice"), Is.Empty, "there is no session any more");
    }

    [Test]
    public async Task A_browser_that_signs_out_waits_until_the_clients_know()
    {
        Expect(HttpStatusCode.OK);

        using var page = await _flow.Browser.GetAsync(_provider.AddressOf(ProviderEndpoint.EndSession));
        using var signedOut = await _flow.Browser.SubmitAsync(page);

        Assert.That(_provider.LogoutDeliveries.Single().Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_is_posted_can_be_altered()
    {
        Expect(HttpStatusCode.BadRequest);
        _provider.Behaviour.TypeInLogoutTokenHeader = false;
        _provider.Behaviour.LogoutTokenSigningAlgorithm = "none";
        _provider.Behaviour.LogoutTokenClaims = claims => claims["extra"] = 1;
        _provider.Behaviour.LogoutRequest = form => form.Add("more", "field");

        var token = new JsonWebToken((await _provider.EndSessionsAsync("user-alice")).Single().LogoutToken);

        Assert.That(token.Typ, Is.Null.Or.Empty);
        Assert.That(token.Alg, Is.EqualTo("none"));
        Assert.That(token.GetClaim("extra").Value, Is.EqualTo("1"));
        Assert.That(_posted, Does.EndWith("&more=field"));
    }

    [Test]
    public async Task A_client_that_is_away_is_noted()
    {
        _clients.When("*").Throw(new HttpRequestException("down"));

        Assert.That((await _provider.EndSessionsAsync("user-alice")).Single().Status, Is.Null);
    }

    private void Expect(HttpStatusCode answer) => _clients.Expect(HttpMethod.Post, LogoutUri).Respond(async request =>
    {
        _posted = await request.Content!.ReadAsStringAsync();
        return new HttpResponseMessage(answer);
    });
}

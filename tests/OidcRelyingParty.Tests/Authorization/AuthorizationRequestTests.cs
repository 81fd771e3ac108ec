using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Authorization;

[TestFixture]
internal sealed partial class AuthorizationRequestTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly OidcSettings Settings = new() { ClientId = "client", Version = "7", Key = new OidcSettingsKey("a", "b") };

    private static readonly SignInRequest Request = new() { RedirectUri = new Uri("https://rp.example.test/cb"), ReturnUrl = "/page?x=1" };

    private static readonly ProviderMetadata Metadata = new()
    {
        Issuer = "https://op.example.test",
        AuthorizationEndpoint = new Uri("https://op.example.test/authorize"),
        TokenEndpoint = new Uri("https://op.example.test/token"),
        JwksUri = new Uri("https://op.example.test/jwks"),
    };

    [Test]
    public void It_asks_for_a_code_with_state_nonce_and_PKCE_and_for_nothing_else()
    {
        var request = Create(Settings, Request);

        var query = ProviderParameters.Parse(request.Url.Query);
        Assert.That(query.Select(pair => pair.Key), Is.EqualTo(
            new[] { "client_id", "response_type", "redirect_uri", "scope", "state", "nonce", "code_challenge", "code_challenge_method" }));
        Assert.That((query["client_id"], query["response_type"], query["redirect_uri"]), Is.EqualTo(("client", "code", "https://rp.example.test/cb")));
        Assert.That((query["scope"], query["code_challenge_method"]), Is.EqualTo(("openid profile email", "S256")));
        Assert.That((query["state"], query["nonce"]), Is.EqualTo((request.Pending.State, request.Pending.Nonce)));
        Assert.That(query["code_challenge"], Is.EqualTo(
            Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(request.Pending.CodeVerifier.Reveal())))));
        Assert.That(request.Url.OriginalString, Does.Not.Contain(request.Pending.CodeVerifier.Reveal()));
    }

    [Test]
    public void What_must_survive_the_redirect_is_kept()
    {
        var pending = Create(Settings with { MaxAge = TimeSpan.FromMinutes(1), ResponseMode = AuthorizationResponseMode.FormPost }, Request).Pending;

        Assert.That((pending.SettingsKey, pending.SettingsVersion, pending.StartedAt), Is.EqualTo((Settings.Key, "7", Now)));
        Assert.That((pending.RedirectUri, pending.ReturnUrl, pending.ResponseMode), Is.EqualTo((Request.RedirectUri, "/page?x=1", AuthorizationResponseMode.FormPost)));
        Assert.That((pending.MaxAge, pending.RequiredAcrValues), Is.EqualTo((TimeSpan.FromMinutes(1), Array.Empty<string>())));
    }

    [Test]
    public void A037_Ten_thousand_requests_have_nothing_in_common()
    {
        var requests = Enumerable.Range(0, 10_000).Select(_ => Create(Settings, Request).Pending).ToArray();

        Assert.That(requests.Select(pending => pending.State).Distinct().Count(), Is.EqualTo(10_000));
        Assert.That(requests.Select(pending => pending.State[8..]).Distinct().Count(), Is.EqualTo(10_000));
        Assert.That(requests.Select(pending => pending.Nonce).Distinct().Count(), Is.EqualTo(10_000));
        Assert.That(requests.Select(pending => pending.CodeVerifier.Reveal()).Distinct().Count(), Is.EqualTo(10_000));
        foreach (var pending in requests)
        {
            // Four bytes of the state are the time.
            Assert.That(Base64Url.DecodeFromChars(pending.State), Has.Length.EqualTo(20));
            Assert.That(Base64Url.DecodeFromChars(pending.Nonce), Has.Length.EqualTo(16));
            Assert.That(pending.CodeVerifier.Reveal(), Has.Length.InRange(43, 128).And.Match("^[A-Za-z0-9_-]+$"));
        }
    }

    [TestCase(null)]
    [TestCase("[\"plain\"]")]
    [TestCase("[]")]
    [TestCase("\"S256\"")]
    public async Task A038_PKCE_does_not_depend_on_what_the_provider_says(string? methods)
    {
        await using var host = new CoreHost();
        host.Provider.Behaviour.Discovery = metadata =>
        {
            metadata.Remove("code_challenge_methods_supported");
            if (methods is not null)
            {
                metadata["code_challenge_methods_supported"] = JsonNode.Parse(methods);
            }
        };

        await host.SignInAsync();

        Assert.That(host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Authorization).Query["code_challenge_method"], Is.EqualTo("S256"));
        Assert.That(host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token).Form["code_verifier"], Is.Not.Empty);
    }

    [Test]
    public void A203_Values_stay_values_whatever_is_in_them()
    {
        var request = Create(Settings with { ClientId = "a&state=evil#x\r\n\"<>" }, Request with { LoginHint = "ü +%26" });

        var query = ProviderParameters.Parse(request.Url.Query);
        Assert.That((query["client_id"], query["login_hint"]), Is.EqualTo(("a&state=evil#x\r\n\"<>", "ü +%26")));
        Assert.That(query.GetValues("state"), Is.EqualTo(new[] { request.Pending.State }));
        Assert.That(request.Url.OriginalString, Does.Match("^[!-~]+$"));
    }

    [TestCase("https://op.example.test/authorize?tenant=1", "https://op.example.test/authorize?tenant=1&client_id=")]
    [TestCase("https://op.example.test/authorize", "https://op.example.test/authorize?client_id=")]
    public void An_endpoint_keeps_the_query_it_has(string endpoint, string start)
    {
        var request = AuthorizationRequest.Create(Settings, Metadata with { AuthorizationEndpoint = new Uri(endpoint) }, Request, Now);

        Assert.That(request.Url.OriginalString, Does.StartWith(start));
    }

    private static AuthorizationRequest Create(OidcSettings settings, SignInRequest request) => AuthorizationRequest.Create(settings, Metadata, request, Now);
}

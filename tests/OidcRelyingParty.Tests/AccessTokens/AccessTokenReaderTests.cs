using System.Text.Json.Nodes;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.AccessTokens;

/// <summary>Roles that are in the access token only.</summary>
[TestFixture]
internal sealed class AccessTokenReaderTests
{
    private static readonly TestSigningKey ForeignKey = TestSigningKey.Create("ES256");

    private static readonly TestCaseData<Func<IdTokenBuilder, IdTokenBuilder>>[] Broken =
    [
        Row("another key", token => token.SignedWith(ForeignKey)),
        Row("a corrupt signature", token => token.WithCorruptSignature()),
        Row("no signature", token => token.WithoutSignature()),
        Row("opaque", token => token.Finish(_ => "SlAV32hkKG")),
        Row("two dots and nothing else", token => token.Finish(_ => "a.b.c")),
        Row("too long", token => token.Finish(text => text + new string('A', 70_000))),
        Row("a critical extension", token => token.WithHeader("crit", new JsonArray("x"))),
        Row("a logout token", token => token.WithHeader("typ", "logout+jwt")),
        Row("a type that is no text", token => token.WithHeader("typ", 1)),
        Row("another issuer", token => token.With("iss", "https://other.example.test")),
        Row("no issuer", token => token.Without("iss")),
        Row("another user", token => token.With("sub", "user-bob")),
        Row("no user", token => token.Without("sub")),
        Row("another client in azp", token => token.With("azp", "other")),
        Row("another client in client_id", token => token.With("client_id", "other")),
        Row("a client that is no text", token => token.With("azp", new JsonArray("client"))),
        Row("no expiry", token => token.Without("exp")),
        Row("expired", token => token.With("exp", 1)),
        Row("an expiry that is a text", token => token.With("exp", "9999999999")),
        Row("not valid yet", token => token.With("nbf", 9_999_999_999)),
        Row("a start that is a text", token => token.With("nbf", "0")),
        Row("roles twice", token => token.WithRaw("realm_access", "{}").WithRaw("realm_access", """{"roles":["admin"]}""")),
    ];

    private static readonly TestCaseData<Func<IdTokenBuilder, IdTokenBuilder>>[] Usable =
    [
        Row("as Keycloak writes it", token => token.With("aud", "account").With("typ", "Bearer")),
        Row("RFC 9068", token => token.WithHeader("typ", "at+jwt")),
        Row("RFC 9068 in full", token => token.WithHeader("typ", "application/at+JWT")),
        Row("without a type", token => token.WithoutHeader("typ")),
        Row("without audience and client", token => token.Without("aud").Without("azp")),
        Row("for others", token => token.With("aud", new JsonArray("a", "b"))),
    ];

    private CoreHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _host = new CoreHost();
        _host.Change(settings => settings with
        {
            // The provider in memory knows its own access tokens only.
            UserInfo = UserInfoUse.Never,
            Roles = new RoleMapping { Claims = [new RoleClaim("realm_access.roles") { Source = RoleClaimSource.AccessToken }], Rules = [new("admin", "Administrator")] },
        });
        _host.Provider.Behaviour.IdTokenClaims = claims => claims.Remove("at_hash");
    }

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [TestCaseSource(nameof(Usable))]
    public async Task A_token_of_this_provider_user_and_client_gives_roles(Func<IdTokenBuilder, IdTokenBuilder> change)
    {
        Issue(change);

        var result = await _host.SignInAsync();

        Assert.That((result.RoleOutcome, result.Roles.Single()), Is.EqualTo((RoleOutcome.Mapped, "Administrator")));
        Assert.That(result.Identity.Claims, Does.Not.ContainKey("only_in_access_token"), "It is for others, and read for roles alone.");
    }

    [TestCaseSource(nameof(Broken))]
    public async Task A_token_with_one_thing_wrong_gives_none_and_ends_no_sign_in(Func<IdTokenBuilder, IdTokenBuilder> breakIt)
    {
        Issue(breakIt);

        var result = await _host.SignInAsync();

        Assert.That((result.RoleOutcome, result.Roles.Count), Is.EqualTo((RoleOutcome.Unknown, 0)));
        Assert.That(_host.Log.Of(7001), Has.Count.EqualTo(1).And.All.Property("Message").Contains("in the access token"));
        Assert.That(_host.Log.Of(7001)[0].Message, Does.Not.Contain("user-bob"));
    }

    [Test]
    public async Task An_algorithm_that_the_settings_do_not_accept_gives_none()
    {
        _host.Change(settings => settings with { IdTokenSigningAlgorithms = ["ES256"] });
        Issue(token => token.SignedWith(_host.Provider.Keys["ES384"]));

        Assert.That((await _host.SignInAsync()).RoleOutcome, Is.EqualTo(RoleOutcome.Unknown));
        Assert.That(_host.Log.Of(7001), Has.All.Property("Message").Contains("'ES384'"));
    }

    [Test]
    public async Task Keys_that_cannot_be_had_end_no_sign_in()
    {
        Issue(token => token.SignedWith(ForeignKey));
        var reads = 0;
        _host.Provider.Behaviour.Respond = request => Task.FromResult(
            request.Endpoint == ProviderEndpoint.KeySet && reads++ > 0 ? new ProviderResponse(503) : null);

        Assert.That((await _host.SignInAsync()).RoleOutcome, Is.EqualTo(RoleOutcome.Unknown));
        Assert.That(_host.Log.Of(7001), Has.All.Property("Message").Contains(OidcErrorCodes.ProviderUnavailable));
    }

    [Test]
    public async Task It_is_not_looked_at_unless_a_role_claim_is_in_it()
    {
        Issue(token => token.SignedWith(ForeignKey));
        _host.Change(settings => settings with { Roles = new RoleMapping { Claims = ["realm_access.roles"], Rules = [new("admin", "Administrator")] } });
        await _host.SignInAsync();
        var read = _host.Log.Of(2003).Count;

        await _host.SignInAsync();

        Assert.That((read, _host.Log.Of(2003).Count, _host.Log.Of(7001).Count), Is.EqualTo((0, 0, 0)), "No key was looked for.");
    }

    private void Issue(Func<IdTokenBuilder, IdTokenBuilder> change) => _host.Provider.Behaviour.TokenResponse = response =>
        response["access_token"] = change(_host.Provider.CreateIdToken(_host.Client.ClientId, nonce: null)
            .SignedWith(_host.Provider.Keys["ES256"])
            .With("azp", _host.Client.ClientId)
            .With("only_in_access_token", true)
            .With("realm_access", new JsonObject { ["roles"] = new JsonArray("admin") })).Build();

    private static TestCaseData<Func<IdTokenBuilder, IdTokenBuilder>> Row(string what, Func<IdTokenBuilder, IdTokenBuilder> change) =>
        new TestCaseData<Func<IdTokenBuilder, IdTokenBuilder>>(change).SetArgDisplayNames(what);
}

using OidcRelyingParty.Logout;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Logout;

[TestFixture]
internal sealed class LogoutRequestTests
{
    private static readonly Uri After = new("https://RP.example.test:443/signed-out");

    private CoreHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task It_names_the_client_the_session_and_where_to_go_afterwards()
    {
        var url = await CreateAsync(new Secret("the.id.token"));

        Assert.That(url!.GetLeftPart(UriPartial.Path), Is.EqualTo(_host.Provider.AddressOf(ProviderEndpoint.EndSession)));
        Assert.That(ProviderParameters.Parse(url.Query), Is.EqualTo(new ProviderParameters
        {
            { "client_id", "quickstart" }, { "id_token_hint", "the.id.token" }, { "post_logout_redirect_uri", After.OriginalString },
        }));
    }

    [Test]
    public async Task State_and_hint_come_along_where_they_have_a_use()
    {
        var request = new LogoutRequest { Issuer = _host.Provider.Issuer, PostLogoutRedirectUri = After, State = "back", LogoutHint = "alice" };

        var url = await _host.RelyingParty.CreateLogoutUrlAsync(_host.Settings.Key, request);
        var withIdToken = await _host.RelyingParty.CreateLogoutUrlAsync(_host.Settings.Key, request with { IdTokenHint = new Secret("the.id.token") });

        Assert.That(ProviderParameters.Parse(url!.Query)["state"], Is.EqualTo("back"));
        Assert.That(ProviderParameters.Parse(url.Query)["logout_hint"], Is.EqualTo("alice"));
        Assert.That(ProviderParameters.Parse(withIdToken!.Query).Contains("logout_hint"), Is.False, "the ID token says it better");
    }

    [Test]
    public async Task What_is_not_there_is_not_sent()
    {
        var url = await _host.RelyingParty.CreateLogoutUrlAsync(_host.Settings.Key, new LogoutRequest { Issuer = _host.Provider.Issuer });

        Assert.That(url!.Query, Is.EqualTo("?client_id=quickstart"));
    }

    [TestCase(5_000, true)]
    [TestCase(6_144, false)]
    [TestCase(60_000, false)]
    public async Task A192_A_hint_that_makes_the_address_too_long_is_left_out(int length, bool sent)
    {
        var url = await CreateAsync(new Secret(new string('x', length)));

        Assert.That(url!.OriginalString, Has.Length.LessThanOrEqualTo(6 * 1024));
        Assert.That(ProviderParameters.Parse(url.Query).Contains("id_token_hint"), Is.EqualTo(sent));
        Assert.That(ProviderParameters.Parse(url.Query)["post_logout_redirect_uri"], Is.EqualTo(After.OriginalString));
    }

    [Test]
    public async Task A190_A_provider_without_that_endpoint_is_left_alone()
    {
        _host.Provider.Behaviour.Discovery = metadata => metadata.Remove("end_session_endpoint");

        Assert.That(await CreateAsync(null), Is.Null);
    }

    [Test]
    public async Task Without_single_sign_out_the_provider_is_not_even_asked()
    {
        _host.Change(settings => settings with { SingleSignOut = false });

        Assert.That(await CreateAsync(null), Is.Null);
        Assert.That(_host.Provider.Requests, Is.Empty);
    }

    [Test]
    public async Task A190_A_provider_that_is_down_is_told_as_such_and_nothing_else_happens()
    {
        _host.Provider.Behaviour.Respond = _ => throw new HttpRequestException();

        Assert.That(await Refusal.CodeOfAsync(() => CreateAsync(new Secret("the.id.token"))), Is.EqualTo(OidcErrorCodes.ProviderUnreachable));
        Assert.That(_host.Log.Text, Does.Not.Contain("the.id.token"));
    }

    [Test]
    public async Task Settings_that_are_missing_or_switched_off_are_told_as_such()
    {
        _host.Change(settings => settings with { Enabled = false });

        Assert.That(await Refusal.CodeOfAsync(() => CreateAsync(null)), Is.EqualTo(OidcErrorCodes.SettingsDisabled));
        Assert.That(await Refusal.CodeOfAsync(() => _host.RelyingParty.CreateLogoutUrlAsync(new OidcSettingsKey("other"), new LogoutRequest { Issuer = _host.Provider.Issuer })), Is.EqualTo(OidcErrorCodes.TenantUnknown));
    }

    private Task<Uri?> CreateAsync(Secret? hint) => _host.RelyingParty.CreateLogoutUrlAsync(
        _host.Settings.Key, new LogoutRequest { Issuer = _host.Provider.Issuer, PostLogoutRedirectUri = After, IdTokenHint = hint });
}

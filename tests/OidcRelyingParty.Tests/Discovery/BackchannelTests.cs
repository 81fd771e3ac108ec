using OidcRelyingParty.Authorization;
using OidcRelyingParty.Logout;
using OidcRelyingParty.Probing;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Discovery;

/// <summary>Browsers reach the provider as login.example.org, this application as keycloak:8080; tokens know only the first name.</summary>
[TestFixture]
internal sealed class BackchannelTests
{
    private readonly List<Uri> _asked = [];
    private CoreHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _asked.Clear();
        _host = new CoreHost(
            options => options.AllowInsecureHttpHosts.Add("keycloak"),
            provider: options => options.Issuer = "https://login.example.org/realms/one",
            network: provider => new BackchannelHandler(provider.CreateHandler(), _asked));
        _host.Change(settings => settings with { BackchannelBaseUrl = new Uri("http://keycloak:8080") });
    }

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public void The_settings_are_good() =>
        Assert.That(_host.Get<OidcSettingsValidator>().Validate(_host.Settings), Is.Empty);

    [Test]
    public async Task Every_request_of_this_application_goes_there_and_the_browser_does_not()
    {
        var begun = await _host.BeginAsync();
        await _host.RelyingParty.CompleteSignInAsync(AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun)), begun.Pending);
        var logout = await _host.RelyingParty.CreateLogoutUrlAsync(_host.Settings.Key, new LogoutRequest { Issuer = _host.Provider.Issuer });

        Assert.That(_asked.Select(url => url.AbsoluteUri), Is.EqualTo(new[]
        {
            "http://keycloak:8080/realms/one/.well-known/openid-configuration",
            "http://keycloak:8080/realms/one/jwks",
            "http://keycloak:8080/realms/one/token",
            "http://keycloak:8080/realms/one/userinfo",
        }));
        Assert.That(begun.Url.GetLeftPart(UriPartial.Path), Is.EqualTo("https://login.example.org/realms/one/authorize"));
        Assert.That(logout?.GetLeftPart(UriPartial.Path), Is.EqualTo("https://login.example.org/realms/one/end-session"));
    }

    [Test]
    public async Task A_probe_goes_there_with_all_its_requests_because_this_application_may_reach_nothing_else()
    {
        var findings = await _host.Get<SettingsProbe>().ProbeAsync(_host.Settings, new ProbeRequest { RedirectUri = new Uri(CoreHost.RedirectUri) });

        Assert.That(findings.Select(finding => finding.Severity), Is.All.EqualTo(FindingSeverity.Information));
        Assert.That(_asked.Select(url => url.GetLeftPart(UriPartial.Path)), Is.EquivalentTo(new[]
        {
            "http://keycloak:8080/realms/one/.well-known/openid-configuration",
            "http://keycloak:8080/realms/one/jwks",
            "http://keycloak:8080/realms/one/token",
            "http://keycloak:8080/realms/one/authorize",
        }));
    }

    [Test]
    public async Task A_base_may_have_a_path_of_its_own()
    {
        _host.Change(settings => settings with { BackchannelBaseUrl = new Uri("http://keycloak:8080/gateway/") });

        await Refusal.CodeOfAsync(() => _host.BeginAsync());

        Assert.That(_asked[0].AbsoluteUri, Is.EqualTo("http://keycloak:8080/gateway/realms/one/.well-known/openid-configuration"));
    }

    [Test]
    public async Task The_provider_may_name_the_base_itself_for_what_this_application_asks()
    {
        _host.Provider.Behaviour.Discovery = metadata =>
        {
            foreach (var name in new[] { "token_endpoint", "userinfo_endpoint", "jwks_uri" })
            {
                metadata[name] = ((string)metadata[name]!).Replace("https://login.example.org", "http://keycloak:8080", StringComparison.Ordinal);
            }
        };

        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);
    }

    [Test]
    public async Task A131_A_base_that_the_options_do_not_allow_is_refused_before_anybody_is_asked()
    {
        await using var host = new CoreHost(
            provider: options => options.Issuer = "https://login.example.org/realms/one",
            network: provider => new BackchannelHandler(provider.CreateHandler(), _asked));
        host.Change(settings => settings with { BackchannelBaseUrl = new Uri("http://keycloak:8080") });

        Assert.That(await Refusal.CodeOfAsync(() => host.BeginAsync()), Is.EqualTo(OidcErrorCodes.SettingsInvalid));
        Assert.That(_asked, Is.Empty);
    }

    [Test]
    public async Task Another_origin_is_asked_where_it_is()
    {
        _host.Provider.Behaviour.Discovery = metadata => metadata["jwks_uri"] = "https://keys.example.org/jwks";

        await Refusal.CodeOfAsync(() => _host.BeginAsync());

        Assert.That(_asked[^1].AbsoluteUri, Is.EqualTo("https://keys.example.org/jwks"));
    }

    [Test]
    public async Task A128_The_issuer_is_still_the_one_that_browsers_see()
    {
        _host.Provider.Behaviour.Discovery = metadata => metadata["issuer"] = "http://keycloak:8080/realms/one";

        Assert.That(await Refusal.CodeOfAsync(() => _host.BeginAsync()), Is.EqualTo(OidcErrorCodes.MetadataIssuer));
    }
}

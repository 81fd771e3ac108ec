using OidcRelyingParty.Probing;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Probing;

[TestFixture]
internal sealed class RedirectUriCheckTests : ProbeScene
{
    [Test]
    public async Task M12_A_redirect_uri_that_is_not_registered_is_named_exactly_as_it_must_be()
    {
        Host.Client.RedirectUris.Clear();

        var findings = await ProbeAsync();

        Assert.That(Complaints(findings), Is.EqualTo(new[] { (FindingSeverity.Warning, nameof(OidcSettings.RedirectUri), OidcErrorCodes.ProbeRedirectUri) }));
        var error = findings.Single(finding => finding.Error.Code == OidcErrorCodes.ProbeRedirectUri).Error;
        Assert.That(error.Message, Does.EndWith(CoreHost.RedirectUri).And.Contain("HTTP 400"));
        Assert.That(error.Remedy, Does.EndWith(CoreHost.RedirectUri));
    }

    [TestCase("login_required")]
    [TestCase("interaction_required")]
    [TestCase("consent_required")]
    [TestCase("account_selection_required")]
    public async Task An_answer_to_the_redirect_uri_proves_it_although_nobody_is_signed_in(string error)
    {
        Redirect($"{CoreHost.RedirectUri}?error={error}&state=x");

        var passed = (await ProbeAsync()).Single(finding => finding.Field == nameof(OidcSettings.RedirectUri));

        Assert.That(passed.Error.Code, Is.EqualTo(OidcErrorCodes.ProbePassed));
    }

    [Test]
    public async Task A_refusal_of_the_request_itself_is_told_in_the_words_of_the_provider()
    {
        Redirect($"{CoreHost.RedirectUri}?error=invalid_scope&error_description=no+such+scope&state=x");

        var findings = await ProbeAsync();

        Assert.That(Complaints(findings), Is.EqualTo(new[] { (FindingSeverity.Warning, nameof(OidcSettings.ClientId), OidcErrorCodes.AuthorizationRefused) }));
        Assert.That(findings.Select(finding => finding.Error.Message), Has.Some.Contains("no such scope"));
    }

    [TestCase("https://rp.example.test/signin-oidc2?error=login_required&state=x")]
    [TestCase("https://rp.example.test/?error=login_required&state=x")]
    [TestCase("https://evil.example.test/signin-oidc?error=login_required&state=x")]
    [TestCase("http://rp.example.test/signin-oidc?error=login_required&state=x")]
    [TestCase("/signin-oidc?error=login_required&state=x")]
    [TestCase("//")]
    [TestCase("javascript:alert(1)")]
    [TestCase("https://op.example.test/login?state=x")]
    public async Task An_answer_to_anywhere_else_proves_nothing(string location)
    {
        Redirect(location);

        Assert.That(Complaints(await ProbeAsync()), Is.EqualTo(new[] { (FindingSeverity.Warning, nameof(OidcSettings.RedirectUri), OidcErrorCodes.ProbeRedirectUri) }));
    }

    [Test]
    public async Task A_page_with_an_address_in_its_headers_is_no_redirect()
    {
        Host.Answer(ProviderEndpoint.Authorization, () =>
            ProviderResponse.Html("<p>sign in</p>").WithHeader("Location", $"{CoreHost.RedirectUri}?error=login_required&state=x"));

        Assert.That(Complaints(await ProbeAsync()), Is.EqualTo(new[] { (FindingSeverity.Warning, nameof(OidcSettings.RedirectUri), OidcErrorCodes.ProbeRedirectUri) }));
    }

    [Test]
    public async Task A_redirect_uri_with_a_query_of_its_own_is_recognized()
    {
        const string withQuery = "https://rp.example.test/signin-oidc?tenant=a";
        Host.Change(settings => settings with { RedirectUri = new Uri(withQuery) });
        Redirect($"{withQuery}&error=login_required&state=x");
        Assert.That(Complaints(await ProbeAsync()), Is.Empty);

        Redirect($"{CoreHost.RedirectUri}?tenant=b&error=login_required&state=x");
        Assert.That(Complaints(await ProbeAsync()), Has.Exactly(1).Items);
    }

    [Test]
    public async Task The_provider_is_asked_what_a_sign_in_would_ask_but_with_no_page_and_an_answer_that_can_be_read()
    {
        Host.Change(settings => settings with { ResponseMode = AuthorizationResponseMode.FormPost, Prompt = "login", UiLocales = "de" });

        Assert.That(Complaints(await ProbeAsync()), Is.Empty);

        var asked = Host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Authorization);
        Assert.That((asked.Method, asked.Query["prompt"], asked.Query["response_mode"], asked.Query["ui_locales"]), Is.EqualTo(("GET", "none", (string?)null, "de")));
    }

    [Test]
    public async Task The_settings_win_over_the_redirect_uri_of_the_host()
    {
        Host.Change(settings => settings with { RedirectUri = new Uri("https://other.example.test/callback") });

        var findings = await Host.Get<SettingsProbe>().ProbeAsync(Host.Settings, new ProbeRequest { RedirectUri = new Uri(CoreHost.RedirectUri) });

        Assert.That(findings.Single(finding => finding.Field == nameof(OidcSettings.RedirectUri)).Error.Remedy, Does.EndWith("https://other.example.test/callback"));
    }

    private void Redirect(string location) => Host.Answer(ProviderEndpoint.Authorization, () => ProviderResponse.Redirect(location));
}

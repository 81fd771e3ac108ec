using System.Net;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

[TestFixture]
internal sealed class AuthorizationEndpointTests
{
    private ManualTimeProvider _clock = null!;
    private TestProvider _provider = null!;
    private ProviderFlow _flow = null!;

    [SetUp]
    public void SetUp()
    {
        _clock = new();
        _provider = new(new() { TimeProvider = _clock });
        _flow = new(_provider);
    }

    [TearDown]
    public async Task TearDown()
    {
        _flow.Dispose();
        await _provider.DisposeAsync();
    }

    [TestCase("client_id", "unknown")]
    [TestCase("redirect_uri", ProviderFlow.RedirectUri + "/")]
    [TestCase("redirect_uri", "HTTPS://rp.example.test/signin-oidc")]
    [TestCase("redirect_uri", null)]
    public async Task Nobody_is_sent_to_an_address_that_is_not_registered(string name, string? value)
    {
        using var response = await _flow.Browser.GetAsync(_flow.AuthorizationUrl((name, value)));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(response.Headers.Location, Is.Null);
    }

    [TestCase("response_type", "token", "unsupported_response_type")]
    [TestCase("response_type", null, "invalid_request")]
    [TestCase("scope", "profile", "invalid_scope")]
    [TestCase("code_challenge", null, "invalid_request")]
    [TestCase("code_challenge", "short", "invalid_request")]
    [TestCase("code_challenge_method", "plain", "invalid_request")]
    [TestCase("code_challenge_method", null, "invalid_request")]
    [TestCase("response_mode", "fragment", "invalid_request")]
    [TestCase("prompt", "none login", "invalid_request")]
    [TestCase("prompt", "none", "login_required")]
    [TestCase("request", "a.b.c", "request_not_supported")]
    public async Task A_request_with_one_thing_wrong_is_answered_with_its_error(string name, string? value, string error)
    {
        var answer = await _flow.SignInAsync((name, value));

        Assert.That(answer["error"], Is.EqualTo(error));
        Assert.That(answer["state"], Is.EqualTo("the-state"));
        Assert.That(answer["iss"], Is.EqualTo(_provider.Issuer));
        Assert.That(answer["code"], Is.Null);
    }

    [Test]
    public async Task A_wrong_password_shows_the_page_again()
    {
        using var page = await _flow.Browser.GetAsync(_flow.AuthorizationUrl());
        using var wrong = await _flow.Browser.SubmitAsync(page, ("username", "<alice>"), ("password", "wrong"), ("action", "sign-in"));
        var html = await wrong.Content.ReadAsStringAsync();
        using var right = await _flow.Browser.SubmitAsync(wrong, ("username", "alice"), ("password", "alice-password"), ("action", "sign-in"));

        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(html, Does.Contain("role=\"alert\"").And.Contain("&lt;alice&gt;").And.Not.Contain("<alice>"));
        Assert.That(right.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
    }

    [Test]
    public async Task Cancelling_is_access_denied()
    {
        using var page = await _flow.Browser.GetAsync(_flow.AuthorizationUrl());
        using var answer = await _flow.Browser.SubmitAsync(page, ("action", "cancel"));

        Assert.That(answer.Headers.Location!.Query, Does.Contain("error=access_denied").And.Contain("state=the-state"));
    }

    [Test]
    public async Task A_form_works_only_in_the_browser_that_was_shown_it_and_only_once()
    {
        using var page = await _flow.Browser.GetAsync(_flow.AuthorizationUrl());
        using var stranger = new TestBrowser(_provider.CreateHandler());
        (string, string)[] fields = [("username", "alice"), ("password", "alice-password"), ("action", "sign-in")];

        using var stolen = await stranger.SubmitAsync(page, fields);
        using var first = await _flow.Browser.SubmitAsync(page, fields);
        using var second = await _flow.Browser.SubmitAsync(page, fields);

        Assert.That(stolen.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(second.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("allow", "code=")]
    [TestCase("deny", "error=access_denied")]
    public async Task Consent_is_asked_for(string press, string expected)
    {
        _flow.Client.ConsentRequired = true;
        using var page = await _flow.Browser.GetAsync(_flow.AuthorizationUrl());
        using var consent = await _flow.Browser.SubmitAsync(page, ("username", "bob"), ("password", "bob-password"), ("action", "sign-in"));

        using var answer = await _flow.Browser.SubmitAsync(consent, ("action", press));

        Assert.That(answer.Headers.Location!.Query, Does.Contain(expected));
    }

    [Test]
    public async Task Consent_missing_is_told_when_no_page_may_be_shown()
    {
        await _flow.SignInAsync();
        _flow.Client.ConsentRequired = true;

        Assert.That((await _flow.SignInAsync(("prompt", "none")))["error"], Is.EqualTo("consent_required"));
    }

    [Test]
    public async Task A_sign_in_older_than_max_age_is_not_enough()
    {
        await _flow.SignInAsync();
        _clock.Advance(TimeSpan.FromSeconds(61));

        Assert.That((await _flow.SignInAsync(("prompt", "none"), ("max_age", "60")))["error"], Is.EqualTo("login_required"));
        Assert.That((await _flow.SignInAsync(("prompt", "none"), ("max_age", "61")))["code"], Is.Not.Null);
    }

    [Test]
    public async Task Form_post_sends_a_form_that_needs_no_script()
    {
        using var page = await _flow.Browser.GetAsync(_flow.AuthorizationUrl(("response_mode", "form_post")));
        using var answer = await _flow.Browser.SubmitAsync(page, ("username", "alice"), ("password", "alice-password"), ("action", "sign-in"));
        var (action, hidden) = await TestBrowser.ReadFormAsync(answer);

        Assert.That(action, Is.EqualTo(ProviderFlow.RedirectUri));
        Assert.That(hidden.Keys, Is.EquivalentTo(new[] { "code", "state", "iss" }));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("<noscript><button>"));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Does.Contain("script-src 'nonce-"));
    }

    [Test]
    public async Task Automatic_sign_in_answers_at_once()
    {
        await using var provider = new TestProvider(new() { AutoSignIn = "bob" });
        using var flow = new ProviderFlow(provider);

        using var answer = await flow.Browser.GetAsync(flow.AuthorizationUrl(("prompt", "login")));

        Assert.That(answer.Headers.Location!.Query, Does.Contain("code="));
    }

    [Test]
    public async Task The_answer_can_be_altered_and_repeated()
    {
        _provider.Behaviour.AuthorizationResponse = parameters =>
        {
            parameters["state"] = "other";
            parameters.Remove("iss");
            parameters.Add("code", "second");
        };

        var answer = await _flow.SignInAsync();

        Assert.That(answer.GetValues("code"), Has.Count.EqualTo(2).And.Contain("second"));
        Assert.That(answer["state"], Is.EqualTo("other"));
        Assert.That(answer.Contains("iss"), Is.False);
    }
}

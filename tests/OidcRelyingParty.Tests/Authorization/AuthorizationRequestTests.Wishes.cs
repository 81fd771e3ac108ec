using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Authorization;

internal sealed partial class AuthorizationRequestTests
{
    [Test]
    public void Everything_that_settings_can_ask_for_is_sent_once()
    {
        var settings = Settings with
        {
            Scopes = ["email"],
            RedirectUri = new Uri("https://fixed.example.test/cb"),
            ResponseMode = AuthorizationResponseMode.FormPost,
            Prompt = "login",
            MaxAge = TimeSpan.FromSeconds(90),
            AcrValues = ["urn:a", "urn:b"],
            UiLocales = "de en",
            Resources = ["https://api.one.test", "https://api.two.test"],
            ExtraParameters = new Dictionary<string, string> { ["kc_idp_hint"] = "a&b=c d" },
        };

        var query = ProviderParameters.Parse(Create(settings, Request with { LoginHint = "alice" }).Url.Query);

        Assert.That(query["scope"], Is.EqualTo("openid email"));
        Assert.That((query["redirect_uri"], query["response_mode"], query["prompt"]), Is.EqualTo(("https://fixed.example.test/cb", "form_post", "login")));
        Assert.That((query["max_age"], query["acr_values"], query["ui_locales"], query["login_hint"]), Is.EqualTo(("90", "urn:a urn:b", "de en", "alice")));
        Assert.That((query.GetValues("resource"), query["kc_idp_hint"]), Is.EqualTo((settings.Resources, "a&b=c d")));
        Assert.That(query.Where(pair => pair.Key != "resource").Select(pair => pair.Key), Is.Unique);
    }

    [Test]
    public void What_one_sign_in_asks_for_goes_before_the_settings()
    {
        var settings = Settings with { Prompt = "login", MaxAge = TimeSpan.FromSeconds(90), AcrValues = ["urn:a"], UiLocales = "de", RequireAcr = true };

        var request = Create(settings, Request with { Prompt = "none", MaxAge = TimeSpan.Zero, AcrValues = ["urn:b"], UiLocales = "en" });

        var query = ProviderParameters.Parse(request.Url.Query);
        Assert.That((query["prompt"], query["max_age"], query["acr_values"], query["ui_locales"]), Is.EqualTo(("none", "0", "urn:b", "en")));
        Assert.That((request.Pending.MaxAge, request.Pending.RequiredAcrValues), Is.EqualTo((TimeSpan.Zero, new[] { "urn:b" })));
    }

    [Test]
    public void A105_An_empty_wish_does_not_lift_what_the_settings_require()
    {
        var request = Create(Settings with { AcrValues = ["urn:mfa"], RequireAcr = true }, Request with { AcrValues = [] });

        Assert.That(request.Pending.RequiredAcrValues, Is.EqualTo(new[] { "urn:mfa" }));
        Assert.That(ProviderParameters.Parse(request.Url.Query)["acr_values"], Is.EqualTo("urn:mfa"));
    }

    [TestCase(-1)]
    [TestCase(-0.5)]
    public void A104_A_negative_maximum_age_is_a_mistake_of_the_program(double seconds) => Assert.That(
        () => Create(Settings, Request with { MaxAge = TimeSpan.FromSeconds(seconds) }), Throws.InstanceOf<ArgumentException>());
}

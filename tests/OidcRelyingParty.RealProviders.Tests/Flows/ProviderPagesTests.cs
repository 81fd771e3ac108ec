using System.Collections.Specialized;
using System.Net.Http.Json;
using System.Text.Json;
using System.Web;
using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>The scripted user gets through the pages of each provider, whatever the relying party does with the answer.</summary>
public abstract class ProviderPagesTests : ProviderTests
{
    private const string User = "alice";

    private string _authorizationEndpoint = "";

    [OneTimeSetUp]
    public async Task DiscoverAsync()
    {
        using var http = new HttpClient();
        var metadata = await http.GetFromJsonAsync<JsonElement>($"{Provider.Issuer}/.well-known/openid-configuration");
        _authorizationEndpoint = metadata.GetProperty("authorization_endpoint").GetString()!; // every provider has one
    }

    [Test]
    public async Task Signing_in_brings_a_code_to_the_redirect_uri()
    {
        using var browser = NewBrowser();

        var page = await Provider.User.SignInAsync(browser, AuthorizationUrl(Provider.DefaultClient), User, Provider.PasswordOf(User));

        Assert.That(Answer(page)["code"], Is.Not.Null.And.Not.Empty, page.ToString());
        Assert.That(Answer(page)["state"], Is.EqualTo("the-state"));
        Assert.That(browser.SeenSecrets, Has.Member(Answer(page)["code"]));
    }

    [Test]
    public async Task A_wrong_password_stays_at_the_provider()
    {
        using var browser = NewBrowser();

        var page = await Provider.User.EnterWrongPasswordAsync(browser, AuthorizationUrl(Provider.DefaultClient), User);

        Assert.That(page.Location, Is.Null);
        Assert.That(await Provider.User.IsAskedForPasswordAsync(browser, page), Is.True, page.ToString());
    }

    [Test]
    public async Task A_denied_consent_brings_no_code()
    {
        using var browser = NewBrowser();

        var url = AuthorizationUrl(Provider.ConsentClient);
        var page = await Provider.User.DenyConsentAsync(browser, url, "bob", Provider.PasswordOf("bob"));

        Assert.That(Answer(page)["code"], Is.Null);
        Assert.That(Answer(page)["error"], Is.EqualTo(Provider.DenialError), page.ToString());
    }

    private Browser NewBrowser() => new() { StopBefore = Provider.RelyingParty.Root.AbsoluteUri };

    private Uri AuthorizationUrl(Client client)
    {
        var query = HttpUtility.ParseQueryString("");
        query["client_id"] = client.Id;
        query["response_type"] = "code";
        query["redirect_uri"] = Provider.RelyingParty.RedirectUri;
        query["scope"] = Provider.Scopes;
        query["state"] = "the-state";
        query["nonce"] = "the-nonce";
        query["code_challenge"] = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"; // of RFC 7636, appendix B
        query["code_challenge_method"] = "S256";
        return new Uri($"{_authorizationEndpoint}?{query}");
    }

    private static NameValueCollection Answer(Page page) =>
        HttpUtility.ParseQueryString(page.Location?.Query ?? "");
}

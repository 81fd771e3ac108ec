using OidcRelyingParty.Testing;
using OidcRelyingParty.Tests.Authorization;

namespace OidcRelyingParty.Tests;

internal sealed partial class RelyingPartyTests
{
    [TestCase("https://evil.example.test")]
    [TestCase("https://op.example.test/")]
    [TestCase("https://OP.example.test")]
    [TestCase("https://op.example.test:443")]
    [TestCase("https%3A%2F%2Fop.example.test")]
    [TestCase("")]
    public async Task A017_An_answer_of_another_issuer_is_refused(string issuer)
    {
        var begun = await _host.BeginAsync();

        Assert.That(await CompleteAsync(Responses.Granted(begun.Pending, "code", issuer), begun.Pending), Is.EqualTo(OidcErrorCodes.ResponseIssuer));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
    }

    [Test]
    public async Task A018_An_answer_that_does_not_say_where_it_is_from_is_refused_when_it_should()
    {
        _host.Provider.Behaviour.AuthorizationResponse = parameters => parameters.Remove("iss");

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.ResponseIssuer));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
    }

    [TestCase(null, null)]
    [TestCase("https://op.example.test", null)]
    [TestCase("https://evil.example.test", OidcErrorCodes.ResponseIssuer)]
    public async Task A019_Where_it_is_from_is_checked_whenever_it_says_so(string? issuer, string? code)
    {
        _host.Provider.Behaviour.IssuerInAuthorizationResponse = false;
        _host.Provider.Behaviour.AuthorizationResponse = parameters => parameters["iss"] = issuer;

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(code));
    }

    [Test]
    public async Task A020_An_error_of_another_issuer_is_refused_as_such()
    {
        var begun = await _host.BeginAsync();

        Assert.That(await CompleteAsync(Responses.Refused(begun.Pending, "access_denied", "https://evil.example.test"), begun.Pending),
            Is.EqualTo(OidcErrorCodes.ResponseIssuer));
    }

    [Test]
    public async Task A027_A_code_of_one_provider_is_never_sent_to_another()
    {
        await using var honest = new CoreHost(provider: options => options.Issuer = "https://honest.example.test");
        var begun = await _host.BeginAsync();
        var atHonest = await honest.BeginAsync();
        var code = ProviderParameters.Parse(await honest.AnswerAsync(atHonest))["code"]!;

        Assert.That(await CompleteAsync(Responses.Granted(begun.Pending, code, honest.Provider.Issuer), begun.Pending), Is.EqualTo(OidcErrorCodes.ResponseIssuer));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
    }
}

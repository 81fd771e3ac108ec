using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Authorization;

[TestFixture]
internal sealed class AuthorizationResponseTests
{
    [TestCase("?code=c&state=s")]
    [TestCase("code=c&state=s")]
    [TestCase("&&state=s&&code=c&")]
    [TestCase("st%61te=s&c%6fde=c")]
    [TestCase("code=c&state=s&session_state=x&session_state=y&unknown")]
    [TestCase("code=c&state=s&Code=other&STATE=other")]
    public void A_code_and_a_state_are_a_granted_request(string query)
    {
        var response = (GrantedAuthorization)AuthorizationResponse.ParseQuery(query);

        Assert.That((response.Code, response.State, response.Issuer, response.Mode), Is.EqualTo(("c", "s", (string?)null, AuthorizationResponseMode.Query)));
        Assert.That(((GrantedAuthorization)AuthorizationResponse.ParseForm(query.TrimStart('?'))).Mode, Is.EqualTo(AuthorizationResponseMode.FormPost));
    }

    [TestCase("")]
    [TestCase("?")]
    [TestCase("code=c")]
    [TestCase("code=c&state=")]
    [TestCase("code=c&state")]
    [TestCase("error=access_denied")]
    [TestCase("code=c&State=s")]
    public void A001_Without_a_state_it_belongs_to_nobody(string query) => Refused(query, OidcErrorCodes.StateMissing);

    [TestCase("state=good&state=bad&code=c")]
    [TestCase("state=bad&state=good&code=c")]
    [TestCase("state=same&state=same&code=c")]
    [TestCase("state=good&code=c&state")]
    [TestCase("state=good&st%61te=bad&code=c")]
    public void A010_A_state_that_comes_twice_is_refused(string query) => Refused(query, OidcErrorCodes.AuthorizationResponse);

    [TestCase("code=c1&code=c2&state=s")]
    [TestCase("code=c&code=c&state=s")]
    [TestCase("code=c&state=s&code=")]
    [TestCase("code=c&state=s&c%6Fde=d")]
    public void A011_A_code_that_comes_twice_is_refused(string query) => Refused(query, OidcErrorCodes.AuthorizationResponse);

    [TestCase("iss")]
    [TestCase("error")]
    [TestCase("error_description")]
    public void A020_Whatever_else_is_read_comes_once_too(string name) => Refused($"code=c&state=s&{name}=a&{name}=b", OidcErrorCodes.AuthorizationResponse);

    [Test]
    public void A013_With_an_error_a_code_is_not_looked_at()
    {
        var response = AuthorizationResponse.ParseQuery("code=c&state=s&error=access_denied&error_description=no");

        Assert.That(response, Is.InstanceOf<RefusedAuthorization>());
        Assert.That((((RefusedAuthorization)response).Error, ((RefusedAuthorization)response).Description), Is.EqualTo(("access_denied", "no")));
    }

    [TestCase("id_token=x&code=c&state=s")]
    [TestCase("access_token=x&code=c&state=s")]
    [TestCase("access_token&code=c&state=s")]
    [TestCase("id_token=x&error=access_denied&state=s")]
    [TestCase("id_token=x")]
    public void A021_A_token_in_the_browser_is_refused_and_not_repeated(string query)
    {
        var exception = Assert.Throws<OidcException>(() => AuthorizationResponse.ParseQuery(query.Replace("=x", "=eyJhbGciOi", StringComparison.Ordinal)));

        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.AuthorizationResponse));
        Assert.That(exception.ToString(), Does.Not.Contain("eyJhbGciOi"));
    }

    [TestCase("state=s")]
    [TestCase("state=s&code=")]
    [TestCase("state=s&error=")]
    public void Neither_a_code_nor_an_error_is_no_answer(string query) => Refused(query, OidcErrorCodes.AuthorizationResponse);

    [TestCase(8 * 1024, 128, null)]
    [TestCase((8 * 1024) + 1, 128, OidcErrorCodes.AuthorizationResponse)]
    [TestCase(1, 129, OidcErrorCodes.AuthorizationResponse)]
    [TestCase(100 * 1024, 1, OidcErrorCodes.AuthorizationResponse)]
    [TestCase(1, 100 * 1024, OidcErrorCodes.AuthorizationResponse)]
    public void A024_A_code_or_state_that_is_too_long_is_refused(int codeLength, int stateLength, string? code) =>
        Assert.That(Refusal.CodeOf(() => AuthorizationResponse.ParseQuery($"code={new string('c', codeLength)}&state={new string('s', stateLength)}")), Is.EqualTo(code));

    [TestCase(0, null)]
    [TestCase(1, OidcErrorCodes.AuthorizationResponse)]
    public void A024_More_than_16_KB_are_not_read(int more, string? code)
    {
        const string answer = "code=c&state=s&x=";
        var query = answer + new string('x', AuthorizationResponse.MaxLength - answer.Length + more);

        Assert.That(Refusal.CodeOf(() => AuthorizationResponse.ParseQuery(query)), Is.EqualTo(code));
        Assert.That(Refusal.CodeOf(() => AuthorizationResponse.ParseForm(query)), Is.EqualTo(code));
    }

    [TestCase("a%26client_id%3Devil%26", "a&client_id=evil&")]
    [TestCase("a+b", "a b")]
    [TestCase("a%2Bb", "a+b")]
    [TestCase("a=b==", "a=b==")]
    [TestCase("100%25", "100%")]
    [TestCase("%", "%")]
    [TestCase("%zz%4", "%zz%4")]
    [TestCase("%u0041", "%u0041")]
    public async Task A025_An_odd_code_arrives_at_the_token_endpoint_as_it_is(string encoded, string decoded)
    {
        await using var host = new CoreHost();
        var begun = await host.BeginAsync();
        var response = AuthorizationResponse.ParseQuery($"code={encoded}&state={begun.Pending.State}&iss={Uri.EscapeDataString(host.Provider.Issuer)}");

        var code = await Refusal.CodeOfAsync(() => host.RelyingParty.CompleteSignInAsync(response, begun.Pending));

        var form = host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Token).Form;
        Assert.That(code, Is.EqualTo(OidcErrorCodes.CodeRefused), "The provider does not know it.");
        Assert.That(form.GetValues("code"), Is.EqualTo(new[] { decoded }));
        Assert.That(form.Select(pair => pair.Key), Is.EquivalentTo(new[] { "grant_type", "code", "redirect_uri", "code_verifier" }));
    }

    [Test]
    public void A016_What_the_provider_says_is_made_fit_for_a_log()
    {
        var said = Uri.EscapeDataString("<svg onload=x>\r\n2026 fake line\u001b[31m\u202e" + new string('x', 10_000));

        var response = (RefusedAuthorization)AuthorizationResponse.ParseQuery($"state=s&error=bad%0D%0A&error_description={said}");

        Assert.That(response.Error, Is.EqualTo("bad??"));
        Assert.That(response.Description, Has.Length.LessThanOrEqualTo(201));
        Assert.That(response.Description.Where(c => char.IsControl(c) || c == '\u202e'), Is.Empty);
    }

    [TestCase("access_denied", OidcErrorCodes.AccessDenied)]
    [TestCase("login_required", OidcErrorCodes.InteractionRequired)]
    [TestCase("consent_required", OidcErrorCodes.InteractionRequired)]
    [TestCase("interaction_required", OidcErrorCodes.InteractionRequired)]
    [TestCase("account_selection_required", OidcErrorCodes.InteractionRequired)]
    [TestCase("server_error", OidcErrorCodes.ProviderUnavailable)]
    [TestCase("temporarily_unavailable", OidcErrorCodes.ProviderUnavailable)]
    [TestCase("invalid_scope", OidcErrorCodes.AuthorizationRefused)]
    [TestCase("unauthorized_client", OidcErrorCodes.AuthorizationRefused)]
    [TestCase("made_up", OidcErrorCodes.AuthorizationRefused)]
    public async Task A014_A_refusal_is_told_by_its_kind_and_uses_the_sign_in_up(string error, string code)
    {
        await using var host = new CoreHost();
        var begun = await host.BeginAsync();

        Assert.That(await CompleteAsync(error), Is.EqualTo(code));
        Assert.That(await CompleteAsync(error), Is.EqualTo(OidcErrorCodes.StateReplayed));
        Assert.That(host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);

        Task<string?> CompleteAsync(string answer) => Refusal.CodeOfAsync(
            () => host.RelyingParty.CompleteSignInAsync(Responses.Refused(begun.Pending, answer, host.Provider.Issuer), begun.Pending));
    }

    private static void Refused(string query, string code)
    {
        Assert.That(Refusal.CodeOf(() => AuthorizationResponse.ParseQuery(query)), Is.EqualTo(code));
        Assert.That(Refusal.CodeOf(() => AuthorizationResponse.ParseForm(query)), Is.EqualTo(code));
    }
}

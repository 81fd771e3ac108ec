using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Authorization;

[TestFixture]
internal sealed partial class AuthorizationResponseTests
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

    private static void Refused(string query, string code)
    {
        Assert.That(Refusal.CodeOf(() => AuthorizationResponse.ParseQuery(query)), Is.EqualTo(code));
        Assert.That(Refusal.CodeOf(() => AuthorizationResponse.ParseForm(query)), Is.EqualTo(code));
    }
}

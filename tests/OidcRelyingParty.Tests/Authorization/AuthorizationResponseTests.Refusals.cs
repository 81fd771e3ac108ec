using OidcRelyingParty.Authorization;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Authorization;

internal sealed partial class AuthorizationResponseTests
{
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
        Assert.That(response.Description, Has.Length.LessThanOrEqualTo(200));
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
}

using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Tests.Authorization;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty.Tests;

/// <summary>One issuer in the metadata that stands for many, and a list of those whose users may enter.</summary>
[TestFixture]
internal sealed class EntraTests
{
    private const string Template = EntraHost.Template;

    private CoreHost _host = null!;

    private static readonly TestCaseData<string, JsonNode?, string>[] Broken =
    [
        new(EntraHost.IssuerOf(EntraHost.Stranger), EntraHost.Stranger, OidcErrorCodes.IdTokenTenant),
        new(EntraHost.IssuerOf(EntraHost.Stranger), EntraHost.Contoso, OidcErrorCodes.IdTokenIssuer),
        new(EntraHost.IssuerOf(EntraHost.Contoso), EntraHost.Fabrikam, OidcErrorCodes.IdTokenIssuer),
        new(EntraHost.IssuerOf(EntraHost.Contoso), EntraHost.Contoso.ToUpperInvariant(), OidcErrorCodes.IdTokenIssuer),
        new(EntraHost.IssuerOf(EntraHost.Contoso), null, OidcErrorCodes.IdTokenIssuer),
        new(EntraHost.IssuerOf(EntraHost.Contoso), 1, OidcErrorCodes.IdTokenIssuer),
        new(Template, EntraHost.Contoso, OidcErrorCodes.IdTokenIssuer),
        new(Template, "{tenantid}", OidcErrorCodes.IdTokenIssuer),
        new(EntraHost.IssuerOf("contoso.example"), "contoso.example", OidcErrorCodes.IdTokenIssuer),
        new(EntraHost.IssuerOf(""), "", OidcErrorCodes.IdTokenIssuer),
        new(EntraHost.IssuerOf(EntraHost.Contoso) + "/", EntraHost.Contoso, OidcErrorCodes.IdTokenIssuer),
        new("https://login.microsoftonline.com/organizations/v2.0", EntraHost.Contoso, OidcErrorCodes.IdTokenIssuer),
        new($"https://sts.windows.net/{EntraHost.Contoso}/", EntraHost.Contoso, OidcErrorCodes.IdTokenIssuer),
        new($"https://login.microsoftonline.com.evil.test/{EntraHost.Contoso}/v2.0", EntraHost.Contoso, OidcErrorCodes.IdTokenIssuer),
        new($"https://LOGIN.microsoftonline.com/{EntraHost.Contoso}/v2.0", EntraHost.Contoso, OidcErrorCodes.IdTokenIssuer),
    ];

    [SetUp]
    public void SetUp() => _host = EntraHost.Create();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [TestCase(EntraHost.Contoso)]
    [TestCase(EntraHost.Fabrikam)]
    public async Task I10_A_user_of_an_allowed_tenant_is_of_that_tenants_issuer(string tenant)
    {
        _host.SignInFrom(tenant);

        var result = await _host.SignInAsync();

        Assert.That(result.Identity.Issuer, Is.EqualTo(EntraHost.IssuerOf(tenant)));
    }

    [TestCaseSource(nameof(Broken))]
    public async Task I10_Any_other_tenant_is_refused(string issuer, JsonNode? tenant, string code)
    {
        _host.Claim(issuer, tenant);

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(code));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.UserInfo), Is.Zero);
    }

    [Test]
    public async Task A224_The_same_subject_and_address_in_another_tenant_is_another_user()
    {
        var ofContoso = (await _host.SignInAsync()).Identity;
        _host.SignInFrom(EntraHost.Fabrikam);

        var ofFabrikam = (await _host.SignInAsync()).Identity;

        Assert.That(ofFabrikam.Claims["email"].GetString(), Is.EqualTo(ofContoso.Claims["email"].GetString()));
        Assert.That(ofFabrikam.Subject, Is.EqualTo(ofContoso.Subject));
        Assert.That(ofFabrikam.Issuer, Is.Not.EqualTo(ofContoso.Issuer), "Accounts are found by issuer and subject.");
    }

    [TestCase(EntraHost.Contoso, null)]
    [TestCase(EntraHost.Stranger, OidcErrorCodes.ResponseIssuer)]
    public async Task I10_An_answer_that_says_its_issuer_says_an_allowed_one(string tenant, string? code)
    {
        _host.Provider.Behaviour.AuthorizationResponse = parameters => parameters["iss"] = EntraHost.IssuerOf(tenant);

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(code));
    }

    [Test]
    public async Task I10_An_answer_of_the_template_itself_is_refused()
    {
        var begun = await _host.BeginAsync();

        var completing = () => _host.RelyingParty.CompleteSignInAsync(Responses.Granted(begun.Pending, "code", Template), begun.Pending);

        Assert.That(await Refusal.CodeOfAsync(completing), Is.EqualTo(OidcErrorCodes.ResponseIssuer));
    }

    [TestCase(EntraHost.Contoso, true)]
    [TestCase(EntraHost.Fabrikam, true)]
    [TestCase(EntraHost.Stranger, false)]
    [TestCase("{tenantid}", false)]
    public void I10_Settings_are_found_by_the_issuers_of_allowed_tenants(string tenant, bool found)
    {
        Assert.That(_host.Settings.MayBeIssuedBy(EntraHost.IssuerOf(tenant)), Is.EqualTo(found));
        Assert.That((_host.Settings with { Enabled = false }).MayBeIssuedBy(EntraHost.IssuerOf(tenant)), Is.False);
    }

    [TestCase(EntraHost.Contoso, null)]
    [TestCase(EntraHost.Stranger, OidcErrorCodes.LogoutTokenIssuer)]
    public async Task I10_A_logout_token_is_of_an_allowed_tenant(string tenant, string? code)
    {
        _host.SignInFrom(tenant);
        var token = _host.Provider.CreateLogoutToken(_host.Client.ClientId, "user-alice");

        Assert.That(await Refusal.CodeOfAsync(() => _host.RelyingParty.ReceiveLogoutTokenAsync(token)), Is.EqualTo(code));
    }

    [TestCase(EntraHost.Contoso, null)]
    [TestCase(EntraHost.Fabrikam, OidcErrorCodes.IdTokenIssuer)]
    [TestCase(EntraHost.Stranger, OidcErrorCodes.IdTokenTenant)]
    public async Task I10_A_renewal_stays_in_its_tenant(string tenant, string? code)
    {
        var session = (await _host.SignInAsync()).Tokens;
        _host.SignInFrom(tenant);

        Assert.That(await RenewAsync(session), Is.EqualTo(code));
    }

    [Test]
    public async Task I10_A_session_of_a_tenant_that_is_no_longer_allowed_is_neither_renewed_nor_ended_at_the_provider()
    {
        var session = (await _host.SignInAsync()).Tokens;
        _host.Change(settings => settings with { Version = "2", AllowedIssuerTenants = [EntraHost.Fabrikam] });

        Assert.That(await RenewAsync(session), Is.EqualTo(OidcErrorCodes.IdTokenIssuer));
        Assert.That(await Refusal.CodeOfAsync(SignOutAsync), Is.EqualTo(OidcErrorCodes.IdTokenIssuer));

        Task SignOutAsync() => _host.RelyingParty.CreateLogoutUrlAsync(_host.Settings.Key, new() { Issuer = EntraHost.IssuerOf(EntraHost.Contoso) });
    }

    [TestCase(Template, null)]
    [TestCase("https://login.microsoftonline.com/11111111-1111-4111-8111-11111111abcd/v2.0", null)]
    [TestCase("https://login.microsoftonline.com/22222222-2222-4222-8222-22222222abcd/v2.0", OidcErrorCodes.IdTokenKey)]
    [TestCase("https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0", OidcErrorCodes.IdTokenKey)]
    [TestCase("https://evil.test/{tenantid}/v2.0", OidcErrorCodes.IdTokenKey)]
    [TestCase("", OidcErrorCodes.IdTokenKey)]
    [TestCase(1, OidcErrorCodes.IdTokenKey)]
    public async Task I10_A_key_signs_only_for_the_issuer_it_is_reserved_for(object keyIssuer, string? code)
    {
        _host.ReserveKeys(JsonValue.Create(keyIssuer));

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(code));
    }

    [Test]
    public async Task A_key_that_another_provider_reserves_for_itself_signs()
    {
        await using var host = new CoreHost();
        host.ReserveKeys(host.Provider.Issuer);

        Assert.That(await host.CodeOfSignInAsync(), Is.Null);
    }

    private Task<string?> RenewAsync(TokenResponse session) => Refusal.CodeOfAsync(() =>
        _host.RelyingParty.RenewAsync(_host.Settings.Key, session.RefreshToken!, session.IdToken!)); // the provider gives both
}

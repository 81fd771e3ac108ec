using System.Text.Json.Nodes;

namespace OidcRelyingParty.Tests.Accounts;

internal sealed partial class AccountProvisionerTests
{
    [TestCase("a@corp.com", null)]
    [TestCase("a@CORP.COM", null)]
    [TestCase("a@evil.com@corp.com", OidcErrorCodes.AccountRefused)]
    [TestCase("a@evilcorp.com", OidcErrorCodes.AccountRefused)]
    [TestCase("a@corp.com.evil", OidcErrorCodes.AccountRefused)]
    [TestCase("a@sub.corp.com", OidcErrorCodes.AccountRefused)]
    [TestCase("a@corp.com.", OidcErrorCodes.AccountRefused)]
    [TestCase("a@corp.com\n", OidcErrorCodes.AccountClaimMissing)]
    [TestCase("a@corp.com ", OidcErrorCodes.AccountClaimMissing)]
    [TestCase("a@\u200bcorp.com", OidcErrorCodes.AccountClaimMissing)]
    [TestCase("@corp.com", OidcErrorCodes.AccountRefused)]
    [TestCase("corp.com", OidcErrorCodes.AccountRefused)]
    [TestCase("a@ｃorp.com", OidcErrorCodes.AccountRefused)]
    [TestCase("a@BÜCHER.example", null)]
    [TestCase("a@xn--bcher-kva.example", null)]
    public async Task A227_Only_a_whole_domain_with_exactly_one_at_sign_passes(string address, string? code)
    {
        _scene.Policy = _scene.Policy with { EmailDomains = ["corp.com", "bücher.example"] };
        _scene.IdToken["email"] = address;

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(code));
        Assert.That(_scene.Accounts.Accounts, Has.Count.EqualTo(code is null ? 1 : 0));
    }

    [Test]
    public async Task U5_Each_of_the_domains_is_allowed_and_no_sub_domain()
    {
        _scene.Policy = _scene.Policy with { EmailDomains = ["Corp.com", "other.example"] };
        Assert.That(await _scene.CodeAsync(), Is.Null);

        (_scene.IdToken["sub"], _scene.IdToken["preferred_username"], _scene.IdToken["email"]) = ("user-bob", "bob", "bob@other.example");
        Assert.That(await _scene.CodeAsync(), Is.Null);

        (_scene.IdToken["sub"], _scene.IdToken["preferred_username"], _scene.IdToken["email"]) = ("user-carol", "carol", "carol@sub.other.example");
        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
    }

    [Test]
    public async Task A229_An_empty_list_lets_nobody_in()
    {
        _scene.Policy = _scene.Policy with { EmailDomains = [] };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
    }

    [TestCase("*")]
    [TestCase("com")]
    public async Task A229_A_wrong_entry_that_got_past_the_save_matches_nothing(string entry)
    {
        _scene.Policy = _scene.Policy with { EmailDomains = [entry] };

        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
    }

    // The same rule, whether the address would make an account or lead to one.
    [TestCase("false")]
    [TestCase("null")]
    [TestCase("\"true\"")]
    [TestCase("\"false\"")]
    [TestCase("1")]
    [TestCase("[true]")]
    [TestCase("")]
    public async Task A222_Only_a_true_that_is_true_verifies_an_address(string verified)
    {
        Set("email_verified", verified);
        var other = _scene.Put("other", account => account with { Email = "alice@corp.com", IsEmailVerified = true });

        _scene.Policy = new() { CreateAccounts = true, EmailDomains = ["corp.com"] };
        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountRefused));
        _scene.Policy = new() { CreateAccounts = true, Linking = OidcRelyingParty.Settings.AccountLinking.ByVerifiedEmail };
        Assert.That(await _scene.CodeAsync(), Is.EqualTo(OidcErrorCodes.AccountLinkRefused));
        Assert.That(_scene.Accounts.Accounts, Is.EqualTo(new[] { other }));

        _scene.Policy = new() { CreateAccounts = true };
        Assert.That((await _scene.EnterAsync()).Account.IsEmailVerified, Is.False, "Without such a rule the address is noted, and noted as unproven.");
    }

    [TestCase("""{"email":"alice@corp.com","email_verified":true}""", true, TestName = "A222_UserInfo_may_verify_the_address_of_the_id_token")]
    [TestCase("""{"email":"mallory@evil.example","email_verified":true}""", false, TestName = "A222_UserInfo_does_not_verify_another_address")]
    [TestCase("""{"email_verified":true}""", false, TestName = "A222_UserInfo_does_not_verify_an_address_it_does_not_name")]
    [TestCase("""{"email":"alice@corp.com","email_verified":false}""", false, TestName = "A222_UserInfo_may_deny")]
    public async Task A222_An_address_is_verified_by_the_document_that_names_it(string userInfo, bool isVerified)
    {
        _scene.IdToken.Remove("email_verified");
        _scene.UserInfo = JsonNode.Parse(userInfo)!.AsObject();

        Assert.That((await _scene.EnterAsync()).Account, Has.Property("Email").EqualTo("alice@corp.com").And.Property("IsEmailVerified").EqualTo(isVerified));
    }

    [TestCase("true", "\"true\"", true, TestName = "A222_UserInfo_of_Cognito_does_not_take_back_what_its_id_token_says")]
    [TestCase("\"true\"", "true", true)]
    [TestCase("\"true\"", "\"true\"", false)]
    [TestCase("false", "\"true\"", false)]
    [TestCase("true", "\"false\"", false)]
    [TestCase("true", "\"True\"", false)]
    [TestCase("true", "\"\"", false)]
    public async Task A222_A_text_true_neither_verifies_nor_denies(string inIdToken, string inUserInfo, bool isVerified)
    {
        Set("email_verified", inIdToken);
        _scene.UserInfo = JsonNode.Parse($$"""{"email":"alice@corp.com","email_verified":{{inUserInfo}}}""")!.AsObject();

        Assert.That((await _scene.EnterAsync()).Account.IsEmailVerified, Is.EqualTo(isVerified));
    }

    [TestCase("true", "false")]
    [TestCase("false", "true")]
    public async Task A222_Two_documents_that_disagree_verify_nothing(string inIdToken, string inUserInfo)
    {
        Set("email_verified", inIdToken);
        _scene.UserInfo = JsonNode.Parse($$"""{"email":"alice@corp.com","email_verified":{{inUserInfo}}}""")!.AsObject();

        Assert.That((await _scene.EnterAsync()).Account.IsEmailVerified, Is.False);
    }
}

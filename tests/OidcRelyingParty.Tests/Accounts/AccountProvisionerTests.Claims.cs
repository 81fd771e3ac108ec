using System.Text.Json.Nodes;

namespace OidcRelyingParty.Tests.Accounts;

internal sealed partial class AccountProvisionerTests
{
    private static readonly TestCaseData<string, string>[] Unusable =
    [
        Row("missing", "", "is missing"),
        Row("empty", "\"\"", "is empty"),
        Row("null", "null", "is no text"),
        Row("a list", "[\"alice\"]", "is no text"),
        Row("a fraction", "1.5", "is no text"),
        Row("a blank", "\" \"", "begins or ends with a space"),
        Row("a space before it", "\" admin\"", "begins or ends with a space"),
        Row("a space without a width", "\"ad\\u200bmin\"", "cannot be seen"),
        Row("turned around", "\"\\u202enimda\"", "cannot be seen"),
        Row("two lines", "\"admin\\nroot\"", "cannot be seen"),
        Row("257 characters", $"\"{new string('a', 257)}\"", "longer than 256"),
        Row("a megabyte", $"\"{new string('a', 1 << 20)}\"", "longer than 256"),
    ];

    [TestCaseSource(nameof(Unusable))]
    public async Task A239_A_user_name_that_cannot_be_used_is_never_replaced_by_another(string json, string problem)
    {
        Set("preferred_username", json);

        var refusal = await Refusal.OfAsync(() => _scene.EnterAsync());

        Assert.That((refusal.Error.Code, refusal.Error.Kind), Is.EqualTo((OidcErrorCodes.AccountClaimMissing, OidcErrorKind.Refused)));
        Assert.That(refusal.Error.Message, Does.Contain(problem).And.Contain("'preferred_username' (UserNameClaim)"));
        Assert.That(_scene.Accounts.Accounts, Is.Empty);
    }

    [Test]
    public async Task W10_A_missing_claim_is_named_with_the_scopes_and_the_claims_that_came()
    {
        _scene.Policy = _scene.Policy with { UserIdClaim = "employee" };
        _scene.UserInfo = new JsonObject { ["sub"] = "user-alice", ["department"] = "a value that is nobody's business" };

        var refusal = await Refusal.OfAsync(() => _scene.EnterAsync());

        Assert.That(refusal.Error.Code, Is.EqualTo(OidcErrorCodes.AccountClaimMissing));
        Assert.That(refusal.Error.Message, Does.Contain("'employee' (UserIdClaim) is missing").And.Contain("Scopes asked for: openid profile email.")
            .And.Contain("Claims that came: department email email_verified iss name preferred_username sub."));
        Assert.That(_scene.Log.Text, Does.Not.Contain("nobody's business").And.Contain("'employee'"));
    }

    [Test]
    public async Task W10_An_address_that_a_domain_rule_needs_is_named_when_it_is_missing()
    {
        _scene.Policy = _scene.Policy with { EmailDomains = ["corp.com"] };
        _scene.IdToken.Remove("email");

        Assert.That((await Refusal.OfAsync(() => _scene.EnterAsync())).Error, Has.Property("Code").EqualTo(OidcErrorCodes.AccountClaimMissing)
            .And.Property("Message").Contains("'email' (EmailDomains) is missing"));
    }

    [Test]
    public async Task An_account_that_exists_needs_no_such_claim()
    {
        _scene.PutOwn("reader");
        _scene.IdToken.Remove("preferred_username");

        Assert.That(await _scene.CodeAsync(), Is.Null);
    }

    [Test]
    public async Task A240_What_a_refusal_says_is_bounded()
    {
        _scene.IdToken.Remove("preferred_username");
        for (var number = 0; number < 10_000; number++)
        {
            _scene.IdToken[$"claim-{number}-{new string('x', 100)}\n\u202e"] = "x";
        }

        var refusal = await Refusal.OfAsync(() => _scene.EnterAsync());

        Assert.That(refusal.Error.Message, Has.Length.LessThan(12_000));
        Assert.That(refusal.Error.Message.All(c => !char.IsControl(c) && c != '\u202e'), Is.True);
    }

    [TestCase("O'Brien\"; DROP TABLE accounts;--")]
    [TestCase("*)(uid=*))(|(uid=*")]
    [TestCase("{\"$ne\":null}")]
    [TestCase("\ud83d\ude00")]
    [TestCase("\u05d0\u05dc\u05d9\u05e1")]
    [TestCase("%_")]
    public async Task A240_An_odd_name_is_a_name(string name)
    {
        (_scene.IdToken["preferred_username"], _scene.IdToken["name"]) = (name, name);

        var account = (await _scene.EnterAsync()).Account;

        Assert.That((account.UserName, account.DisplayName), Is.EqualTo((name, name)));
    }

    [Test]
    public async Task A240_A_name_to_show_is_cut_and_cleaned()
    {
        _scene.IdToken["name"] = "\u202e Alice\n" + string.Concat(Enumerable.Repeat("\ud83d\ude00", 1 << 19));

        var name = (await _scene.EnterAsync()).Account.DisplayName!;

        Assert.That(name, Does.StartWith("Alice\ud83d\ude00").And.Length.LessThanOrEqualTo(256).And.Not.Contain("\n").And.Not.Contain("\ufffd"));
        Assert.That(char.IsHighSurrogate(name[^1]), Is.False);
    }

    [TestCase("7")]
    [TestCase("\"\"")]
    [TestCase("\"\\u202e\\n\"")]
    public async Task A_name_to_show_is_not_needed(string json)
    {
        Set("name", json);

        Assert.That((await _scene.EnterAsync()).Account.DisplayName, Is.Null);
    }

    private static TestCaseData<string, string> Row(string name, string json, string problem) => new(json, problem) { TestName = $"A239_A_user_name_that_cannot_be_used: {name}" };

    private void Set(string claim, string json)
    {
        _scene.IdToken.Remove(claim);
        if (json.Length > 0)
        {
            _scene.IdToken[claim] = JsonNode.Parse(json);
        }
    }
}

using Microsoft.Extensions.Options;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Settings;

[TestFixture]
internal sealed class OidcSettingsValidatorProvisioningTests
{
    [TestCase("*")]
    [TestCase(".com")]
    [TestCase("com")]
    [TestCase("@corp.com")]
    [TestCase(" corp.com ")]
    [TestCase("")]
    public void A229_A_domain_that_is_none_is_refused_at_save(string entry)
    {
        var findings = Validate(new ProvisioningPolicy { EmailDomains = ["good.example", entry] });

        Assert.That(findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EqualTo(new[] { ("Provisioning:EmailDomains", OidcErrorCodes.SettingsInvalid) }));
    }

    [Test]
    public void Every_wrong_domain_is_named()
    {
        var findings = Validate(new ProvisioningPolicy { EmailDomains = ["*", "good.example", "com"] });

        Assert.That(findings.Select(finding => finding.Error.Message).ToArray(), Has.Length.EqualTo(2).And.Some.Contains("'*'").And.Some.Contains("'com'"));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("corp.com bücher.example")]
    public void Domains_may_be_none_any_or_nobody_s(string? domains)
    {
        Assert.That(Validate(new ProvisioningPolicy { CreateAccounts = true, EmailDomains = domains?.Split(' ', StringSplitOptions.RemoveEmptyEntries) }), Is.Empty);
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase("a\nb")]
    public void The_name_of_a_claim_is_a_name(string name)
    {
        Assert.That(Validate(new ProvisioningPolicy { UserIdClaim = name }).Select(finding => finding.Field), Is.EqualTo(new[] { "Provisioning:UserIdClaim" }));
        Assert.That(Validate(new ProvisioningPolicy { UserNameClaim = name }).Select(finding => finding.Field), Is.EqualTo(new[] { "Provisioning:UserNameClaim" }));
    }

    [Test]
    public void A_link_policy_of_a_later_version_is_refused() =>
        Assert.That(Validate(new ProvisioningPolicy { Linking = (AccountLinking)99 }).Select(finding => finding.Field), Is.EqualTo(new[] { "Provisioning:Linking" }));

    private static IReadOnlyList<SettingsFinding> Validate(ProvisioningPolicy policy) => new OidcSettingsValidator(Options.Create(new OidcRelyingPartyOptions())).Validate(
        new OidcSettings { Issuer = IssuerUrl.Parse("https://op.example.test"), ClientId = "client", Provisioning = policy });
}

using Microsoft.Extensions.Options;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Accounts;

[TestFixture]
internal sealed class OidcAccountOptionsTests
{
    private static readonly TestCaseData<Action<OidcAccountOptions>, string>[] Wrong =
    [
        Row("a blank administrator role", options => options.AdministratorRole = " ", "AdministratorRole"),
        Row("a blank super administrator role", options => options.SuperAdministratorRole = "", "SuperAdministratorRole"),
        Row("a super administrator without a role", options => options.SuperAdministratorRole = null, "SuperAdministrator"),
        Row("a store given no time", options => options.StoreTimeout = TimeSpan.FromSeconds(0.9), "StoreTimeout"),
        Row("a store given too much time", options => options.StoreTimeout = TimeSpan.FromSeconds(61), "StoreTimeout"),
    ];

    [TestCaseSource(nameof(Wrong))]
    public void Options_that_make_no_sense_are_found_at_the_start(Action<OidcAccountOptions> breakIt, string option)
    {
        var options = Good();
        breakIt(options);

        Assert.That(Validate(options).FailureMessage, Does.Contain(option));
    }

    [Test]
    public void Options_that_make_sense_pass()
    {
        Assert.That(Validate(new OidcAccountOptions()).Succeeded, Is.True);
        Assert.That(Validate(Good()).Succeeded, Is.True);
    }

    [Test]
    public async Task They_are_checked_when_they_are_first_needed()
    {
        await using var host = new CoreHost(build: builder => builder.UseAccounts<InMemoryAccountStore>(options => options.AdministratorRole = ""));

        Assert.That(() => host.RelyingParty, Throws.InstanceOf<OptionsValidationException>());
    }

    private static OidcAccountOptions Good() => new()
    {
        AdministratorRole = "admin",
        SuperAdministratorRole = "root",
        SuperAdministrator = SuperAdministrator.BySubject(OidcSettingsKey.Default, "https://op.example.test", "user-alice"),
    };

    private static ValidateOptionsResult Validate(OidcAccountOptions options) => new OidcAccountOptionsValidator().Validate(null, options);

    private static TestCaseData<Action<OidcAccountOptions>, string> Row(string name, Action<OidcAccountOptions> breakIt, string option) => new(breakIt, option) { TestName = name };
}

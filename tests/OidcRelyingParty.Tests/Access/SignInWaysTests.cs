using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Access;

namespace OidcRelyingParty.Tests.Access;

[TestFixture]
public class SignInWaysTests
{
    private static IEnumerable<Exception> Causes()
    {
        yield return new InvalidOperationException("no such table");
        yield return new OidcException(OidcErrorCodes.SettingsDamaged, "The row is cut off.");
    }

    [TestCaseSource(nameof(Causes))]
    public async Task Why_the_settings_cannot_be_read_is_in_the_log_to_which_the_login_page_refers(Exception cause)
    {
        using var log = new CapturedLog();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log));
        services.AddOidcRelyingPartyCore().UseSettingsStore(new FaultyStore((_, _) => throw cause));
        await using var provider = services.BuildServiceProvider();

        var ways = await provider.GetRequiredService<SignInWays>().FindAsync("acme");

        var entry = log.Of(1005).Single();
        Assert.That(entry.Exception, Is.SameAs(cause));
        Assert.That(entry.Message, Does.Contain("acme").And.Contain(ways.Reason!.Code));
    }
}

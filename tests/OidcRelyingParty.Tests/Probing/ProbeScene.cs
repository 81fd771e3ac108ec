using OidcRelyingParty.Probing;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Probing;

/// <summary>What the tests of the probe share: a provider and settings that fit, until a test breaks one thing.</summary>
internal abstract class ProbeScene
{
    protected CoreHost Host { get; private set; } = null!; // set before every test

    [SetUp]
    public void SetUp() => Host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await Host.DisposeAsync();

    /// <summary>A probe of the settings in force, as the admin page makes it.</summary>
    protected Task<IReadOnlyList<SettingsFinding>> ProbeAsync(CancellationToken cancellationToken = default) =>
        Host.Get<SettingsProbe>().ProbeAsync(Host.Settings, new ProbeRequest { RedirectUri = new Uri(CoreHost.RedirectUri) }, cancellationToken);

    /// <summary>What an administrator must look at, as severity, field and code.</summary>
    protected static IEnumerable<(FindingSeverity Severity, string Field, string Code)> Complaints(IEnumerable<SettingsFinding> findings) =>
        findings.Where(finding => finding.Severity != FindingSeverity.Information).Select(finding => (finding.Severity, finding.Field, finding.Error.Code));
}

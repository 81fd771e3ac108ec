using OidcRelyingParty.Formats;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace MultiTenantSpa;

/// <summary>The tenant of the environment (<c>TENANT_OIDC_ISSUER</c> and so on), put into the store at start-up; all others come through the API.</summary>
internal sealed partial class Tenants(SettingsAdministration administration, IConfiguration configuration, ILogger<Tenants> logger) : IHostedService
{
    /// <summary>Who this is in the history.</summary>
    private const string Environment = "the environment";

    public static SettingsFormat Format { get; } = SettingsFormat.SnakeCase;

    /// <summary>The key of a tenant; null for a text that cannot be one.</summary>
    public static OidcSettingsKey? Find(string? tenant) => OidcSettingsKey.IsValidName(tenant) ? new OidcSettingsKey(tenant!) : null; // valid, so not null

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var key = OidcSettingsKey.Default;
        var reading = Format.WithNames(name => "TENANT_" + name.ToUpperInvariant()).ReadConfiguration(configuration, key);
        var findings = reading.Findings.Count == 0 && reading.Settings.Enabled ? await SaveAsync(reading, cancellationToken) : reading.Findings;
        foreach (var finding in findings)
        {
            // The other tenants go on, and so does this one with what was stored before.
            EnvironmentRefused(logger, finding.Error.Message, finding.Error.Remedy);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // What the environment says holds from the next start on, whatever was stored meanwhile.
    private async Task<IReadOnlyList<SettingsFinding>> SaveAsync(SettingsReading reading, CancellationToken cancellationToken)
    {
        var update = new SettingsUpdate
        {
            Settings = reading.Settings,
            ClientSecret = reading.ClientSecret,
            ExpectedStamp = SettingsUpdate.AnyStamp,
            By = Environment,
            SkipProbe = "at start-up",
        };
        var result = await administration.SaveAsync(update, cancellationToken);
        return result.View is null ? result.Findings : [];
    }

    [LoggerMessage(1, LogLevel.Error, "The settings of the environment are not used: {Message} {Remedy}")]
    private static partial void EnvironmentRefused(ILogger logger, string message, string remedy);
}

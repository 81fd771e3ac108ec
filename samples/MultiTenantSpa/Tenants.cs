using OidcRelyingParty.Formats;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace MultiTenantSpa;

/// <summary>The tenant of the environment (<c>TENANT_OIDC_ISSUER</c> and so on), put into the store at start-up; all others come through the API.</summary>
internal sealed class Tenants(SettingsAdministration administration, IConfiguration configuration) : IHostedService
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
        if (reading.Findings.Count > 0)
        {
            throw new InvalidOperationException(string.Join(' ', reading.Findings.Select(finding => finding.Error.Message)));
        }

        if (reading.Settings.Enabled)
        {
            await administration.SaveAsync(
                new SettingsUpdate
                {
                    Settings = reading.Settings,
                    ClientSecret = reading.ClientSecret,
                    ExpectedStamp = SettingsUpdate.AnyStamp,
                    By = Environment,
                    SkipProbe = "at start-up",
                },
                cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Formats;

/// <summary>
/// Settings from a configuration, read again when the configuration reloads. One that cannot be used never replaces one that
/// could: the last good settings stay in force and the problem is logged.
/// </summary>
public sealed class ConfigurationSettingsStore : IOidcSettingsStore, IDisposable
{
    private readonly IConfiguration _configuration;
    private readonly SettingsFormat? _format;
    private readonly OidcSettingsValidator _validator;
    private readonly ILogger<ConfigurationSettingsStore> _logger;
    private readonly InMemorySettingsStore _revisions = new();
    private readonly IDisposable _reload;
    private volatile OidcException? _problem;
    private volatile bool _absent = true;

    /// <summary>Reads a configuration now and whenever it changes.</summary>
    /// <param name="configuration">The configuration, or a section of it; its keys are listed in <c>docs/settings.md</c>.</param>
    /// <param name="validator">Checks what was read.</param>
    /// <param name="logger">Told of what cannot be used.</param>
    /// <param name="format">The names that the settings have there; null for those of <c>docs/settings.md</c>.</param>
    public ConfigurationSettingsStore(IConfiguration configuration, OidcSettingsValidator validator, ILogger<ConfigurationSettingsStore> logger, SettingsFormat? format = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        _configuration = configuration;
        _format = format;
        _validator = validator;
        _logger = logger;
        Load();
        _reload = ChangeToken.OnChange(configuration.GetReloadToken, Load);
    }

    /// <inheritdoc/>
    /// <exception cref="OidcException">The configuration holds settings that cannot be used, and never held others.</exception>
    public ValueTask<OidcSettings?> FindAsync(OidcSettingsKey key, CancellationToken cancellationToken)
    {
        if (_problem is { } problem)
        {
            return ValueTask.FromException<OidcSettings?>(new OidcException(problem.Error));
        }

        return _absent ? ValueTask.FromResult<OidcSettings?>(null) : _revisions.FindAsync(key, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<OidcSettings?> FindVersionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) =>
        _revisions.FindVersionAsync(key, version, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken) =>
        _absent ? ValueTask.FromResult<IReadOnlyList<OidcSettings>>([]) : _revisions.FindByIssuerAsync(issuer, cancellationToken);

    /// <inheritdoc/>
    /// <exception cref="OidcException">The configuration holds settings that cannot be used, and never held others.</exception>
    public async ValueTask<IReadOnlyList<OidcSettings>> FindByTenantAsync(string tenant, CancellationToken cancellationToken) =>
        tenant == OidcSettingsKey.Default.Tenant && await FindAsync(OidcSettingsKey.Default, cancellationToken).ConfigureAwait(false) is { } settings ? [settings] : [];

    /// <summary>Stops listening for changes.</summary>
    public void Dispose() => _reload.Dispose();

    private void Load()
    {
        try
        {
            var settings = new ConfigurationSettingsReader(_configuration, _format).Read(OidcSettingsKey.Default);
            if (settings is not null)
            {
                _validator.RequireUsable(settings);
                _revisions.Put(settings);
            }

            _absent = settings is null;
            _problem = null;
        }
        catch (OidcException e)
        {
            _logger.SettingsUnusable(OidcSettingsKey.Default.ToString(), e.Message, keptLastGood: !_absent);
            _problem = _absent ? e : null;
        }
    }
}

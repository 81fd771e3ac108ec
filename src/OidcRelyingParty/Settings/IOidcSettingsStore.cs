namespace OidcRelyingParty.Settings;

/// <summary>Where settings come from. A host implements it to keep them where it keeps everything else.</summary>
/// <remarks>
/// Called in every sign-in: answer from memory where you can. What is returned must be valid; see <see cref="OidcSettingsValidator"/>.
/// An exception other than <see cref="OidcException"/> is reported as <see cref="OidcErrorCodes.SettingsStoreFailed"/>.
/// </remarks>
public interface IOidcSettingsStore
{
    /// <summary>The settings in force; null when there are none.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<OidcSettings?> FindAsync(OidcSettingsKey key, CancellationToken cancellationToken);

    /// <summary>
    /// One revision, so that a sign-in that began with it can finish with it; null when it is gone. Keep a revision at least as long as a
    /// sign-in may take (<see cref="OidcRelyingPartyOptions.SignInLifetime"/>).
    /// </summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="version">The <see cref="OidcSettings.Version"/> looked for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<OidcSettings?> FindVersionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken);

    /// <summary>
    /// All settings in force whose provider may be the given issuer, for messages that name nothing else: a logout token, or a sign-in that the
    /// provider starts. Empty when there are none.
    /// </summary>
    /// <param name="issuer">The issuer as the message writes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken);

    /// <summary>The settings in force of every provider of a tenant, those that are switched off too; empty when there are none.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<OidcSettings>> FindByTenantAsync(string tenant, CancellationToken cancellationToken);
}

using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>Keeps settings that an administrator changes: every revision, which of them is in force, and who did what. A host may implement it.</summary>
/// <remarks>
/// Sign-ins ask through a cache of this library, so an implementation need not have one. It must never answer with defaults for what it cannot read: it throws
/// <see cref="OidcException"/> with <see cref="OidcErrorCodes.SettingsDamaged"/>. Secrets that cannot be decrypted make
/// <see cref="OidcSettings.SecretsUnreadable"/> true.
/// </remarks>
public interface ISettingsRevisionStore
{
    /// <summary>The head; null when nothing was ever saved.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<SettingsHead?> FindHeadAsync(OidcSettingsKey key, CancellationToken cancellationToken);

    /// <summary>One revision; null when there is none of that version.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<SettingsRevision?> FindRevisionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken);

    /// <summary>Carries out a change; false, and nothing is stored, when another head is stored than the change expects.</summary>
    /// <param name="change">The change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<bool> TryApplyAsync(SettingsChange change, CancellationToken cancellationToken);

    /// <summary>The history, the newest first.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="max">The most entries to answer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<SettingsHistoryEntry>> ListHistoryAsync(OidcSettingsKey key, int max, CancellationToken cancellationToken);

    /// <summary>The heads of a tenant's providers, by the names of the providers.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<SettingsHead>> ListProvidersAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>
    /// The keys of all settings of which the revision last put in force, or its fallback, may be of the issuer (<see cref="OidcSettings.MayBeIssuedBy"/>);
    /// it may answer with more than those, never with fewer.
    /// </summary>
    /// <param name="issuer">The issuer as a message writes it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<OidcSettingsKey>> FindKeysByIssuerAsync(string issuer, CancellationToken cancellationToken);
}

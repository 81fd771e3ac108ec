using System.Runtime.CompilerServices;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <summary>Finds settings that may be used, and says why there are none.</summary>
internal sealed class SettingsResolver(IOidcSettingsStore store, OidcSettingsValidator validator)
{
    // A snapshot never changes, so it is checked once; forgotten with the snapshot.
    private readonly ConditionalWeakTable<OidcSettings, object> _usable = [];

    /// <summary>The settings in force.</summary>
    /// <exception cref="OidcException">There are none, they are switched off, or the store fails.</exception>
    public async ValueTask<OidcSettings> GetCurrentAsync(OidcSettingsKey key, CancellationToken cancellationToken)
    {
        var settings = Checked(key, await AskAsync(() => store.FindAsync(key, cancellationToken), cancellationToken).ConfigureAwait(false))
            ?? throw Missing(key);
        return settings.Enabled ? settings : throw new OidcException(OidcErrorCodes.SettingsDisabled, $"Sign-in with {key} is switched off.");
    }

    /// <summary>The revision a sign-in began with, as long as sign-in has not been switched off since.</summary>
    /// <exception cref="OidcException">It is gone, switched off, or the store fails.</exception>
    public async ValueTask<OidcSettings> GetVersionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken)
    {
        var current = await GetCurrentAsync(key, cancellationToken).ConfigureAwait(false);
        return current.Version == version
            ? current
            : Checked(key, await AskAsync(() => store.FindVersionAsync(key, version, cancellationToken), cancellationToken).ConfigureAwait(false))
                ?? throw new OidcException(OidcErrorCodes.SettingsVersionGone, $"The settings of {key} have changed since the sign-in began, and that revision is gone.");
    }

    /// <summary>One revision, in force or not, for an administrator who tries it out.</summary>
    /// <exception cref="OidcException">It is gone, cannot be used, or the store fails.</exception>
    public async ValueTask<OidcSettings> GetDraftAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) =>
        Checked(key, await AskAsync(() => store.FindVersionAsync(key, version, cancellationToken), cancellationToken).ConfigureAwait(false) is { } draft ? draft with { Enabled = true } : null)
            ?? throw new OidcException(OidcErrorCodes.SettingsVersionGone, $"There is no revision {Printable.Of(version)} of the settings of {key}.");

    /// <summary>All enabled settings whose provider may be this issuer.</summary>
    /// <exception cref="OidcException">The store fails.</exception>
    public async ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken) =>
        [.. (await AskAsync(() => store.FindByIssuerAsync(issuer, cancellationToken), cancellationToken).ConfigureAwait(false)).Where(found => found.MayBeIssuedBy(issuer))];

    // A host with one provider should have its settings; of several tenants, a stranger may name any.
    private static OidcException Missing(OidcSettingsKey key) => new(
        key == OidcSettingsKey.Default ? OidcErrorCodes.SettingsMissing : OidcErrorCodes.TenantUnknown, $"There are no settings for {key}.");

    private OidcSettings? Checked(OidcSettingsKey key, OidcSettings? settings)
    {
        // The answer comes back to the key of the settings: another tenant's must not begin a sign-in here.
        if (settings is not null && settings.Key != key)
        {
            throw new OidcException(
                OidcErrorCodes.SettingsInvalid, $"{nameof(settings.Key)}: the store was asked for {key} and answered with {settings.Key}.",
                "Have the store set Key to the one it was asked for.");
        }

        if (settings is { SecretsUnreadable: true, Enabled: true })
        {
            throw new OidcException(OidcErrorCodes.SettingsSecretUnreadable, $"The stored secrets of {key} cannot be decrypted.");
        }

        if (settings is { Enabled: true } && !_usable.TryGetValue(settings, out _))
        {
            validator.RequireUsable(settings);
            _usable.AddOrUpdate(settings, settings.Key);
        }

        return settings;
    }

    private static async ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        // A store's own time-out looks like a cancellation, but the caller is still there and wants to know.
        catch (Exception e) when (e is not OidcException && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.SettingsStoreFailed, "The settings cannot be read.", innerException: e);
        }
    }
}

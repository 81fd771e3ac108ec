namespace OidcRelyingParty.Settings;

/// <summary>Finds settings that may be used, and says why there are none.</summary>
internal sealed class SettingsResolver(IOidcSettingsStore store)
{
    /// <summary>The settings in force.</summary>
    /// <exception cref="OidcException">There are none, they are switched off, or the store fails.</exception>
    public async ValueTask<OidcSettings> GetCurrentAsync(OidcSettingsKey key, CancellationToken cancellationToken)
    {
        var settings = await AskAsync(() => store.FindAsync(key, cancellationToken)).ConfigureAwait(false)
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
            : await AskAsync(() => store.FindVersionAsync(key, version, cancellationToken)).ConfigureAwait(false)
                ?? throw new OidcException(OidcErrorCodes.SettingsVersionGone, $"The settings of {key} have changed since the sign-in began, and that revision is gone.");
    }

    /// <summary>All enabled settings whose provider may be this issuer.</summary>
    /// <exception cref="OidcException">The store fails.</exception>
    public ValueTask<IReadOnlyList<OidcSettings>> FindByIssuerAsync(string issuer, CancellationToken cancellationToken) =>
        AskAsync(() => store.FindByIssuerAsync(issuer, cancellationToken));

    // A host with one provider should have its settings; of several tenants, a stranger may name any.
    private static OidcException Missing(OidcSettingsKey key) => new(
        key == OidcSettingsKey.Default ? OidcErrorCodes.SettingsMissing : OidcErrorCodes.TenantUnknown, $"There are no settings for {key}.");

    private static async ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not (OidcException or OperationCanceledException))
        {
            throw new OidcException(OidcErrorCodes.SettingsStoreFailed, "The settings cannot be read.", innerException: e);
        }
    }
}

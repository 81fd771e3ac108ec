using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <content>When a stored secret cannot stay.</content>
public sealed partial class SettingsAdministration
{
    private static IEnumerable<SettingsFinding> FindSecretThatCannotStay(SettingsUpdate update, SettingsHead? head, SettingsRevision? latest)
    {
        // The revision that holds it stays in the history, for the day the key ring is found: switching sign-in off does not wait for that.
        if (update.Settings.Enabled && update.ClientSecret.IsKeep && (latest is null ? head is not null : latest is { Settings.SecretsUnreadable: true, SecretSetAt: not null }))
        {
            yield return Unreadable(nameof(OidcSettings.ClientSecret), "the client secret");
        }

        // Where there was no client secret, it is the private key that cannot be read.
        if (update.Settings.Enabled && update.ClientKey.IsKeep && latest is { Settings.SecretsUnreadable: true, SecretSetAt: null })
        {
            yield return Unreadable(nameof(OidcSettings.ClientKey), "the private key");
        }

        // Whoever may change the address could have the secret of another sent to a place of their own, or what the key signs. Also with settings that
        // are switched off: they can be tried out, and switched on by a later save that changes no address.
        if (latest is null || !NamesProvider(update.Settings) || IsSamePlace(update.Settings, latest.Settings))
        {
            yield break;
        }

        if (update.ClientSecret.IsKeep && latest.Settings.ClientSecret is not null)
        {
            yield return Elsewhere(nameof(OidcSettings.ClientSecret), "client secret");
        }

        if (update.ClientKey.IsKeep && latest.Settings.ClientKey is not null)
        {
            yield return Elsewhere(nameof(OidcSettings.ClientKey), "private key");
        }
    }

    private static SettingsFinding Elsewhere(string field, string what) => new(field, OidcError.Create(
        OidcErrorCodes.SettingsRequired, $"{field}: the provider's address is another one, and the stored {what} is not used there.",
        $"Enter the {what} that belongs to the new address, or take the stored one away."));

    private static SettingsFinding Unreadable(string field, string what) => new(field, OidcError.Create(
        OidcErrorCodes.SettingsSecretUnreadable, $"{field}: the stored one cannot be read, so it cannot be kept.",
        $"Restore the key ring, or enter {what} again; if there is to be none, take it away."));

    private static bool NamesProvider(OidcSettings settings) => settings.Issuer is not null || settings.MetadataAddress is not null;

    private static bool IsSamePlace(OidcSettings one, OidcSettings other) =>
        one.Issuer == other.Issuer && one.MetadataAddress == other.MetadataAddress && one.BackchannelBaseUrl == other.BackchannelBaseUrl;
}

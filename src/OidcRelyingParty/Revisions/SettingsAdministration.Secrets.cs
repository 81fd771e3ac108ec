using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <content>When a stored secret cannot stay.</content>
public sealed partial class SettingsAdministration
{
    private static IEnumerable<SettingsFinding> FindSecretThatCannotStay(SettingsUpdate update, SettingsHead? head, SettingsRevision? latest)
    {
        if (!update.Settings.Enabled || !update.ClientSecret.IsKeep)
        {
            yield break;
        }

        // The revision that holds it stays in the history, for the day the key ring is found.
        if (latest is null ? head is not null : latest is { Settings.SecretsUnreadable: true, SecretSetAt: not null })
        {
            yield return new(nameof(OidcSettings.ClientSecret), OidcError.Create(
                OidcErrorCodes.SettingsSecretUnreadable, $"{nameof(OidcSettings.ClientSecret)}: the stored one cannot be read, so it cannot be kept.",
                "Restore the key ring, or enter the client secret again; if there is to be none, take it away."));
        }

        // Whoever may change the address could have the secret of another sent to a place of their own.
        if (latest?.Settings.ClientSecret is not null && !IsSamePlace(update.Settings, latest.Settings))
        {
            yield return new(nameof(OidcSettings.ClientSecret), OidcError.Create(
                OidcErrorCodes.SettingsRequired, $"{nameof(OidcSettings.ClientSecret)}: the provider's address is another one, and the stored secret is not sent there.",
                "Enter the client secret that belongs to the new address."));
        }
    }

    private static bool IsSamePlace(OidcSettings one, OidcSettings other) =>
        one.Issuer == other.Issuer && one.MetadataAddress == other.MetadataAddress && one.BackchannelBaseUrl == other.BackchannelBaseUrl;
}

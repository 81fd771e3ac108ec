using System.Text;
using System.Text.Json;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>Writes revisions for a store and reads them again: the settings as JSON that people can read, the secrets encrypted.</summary>
/// <param name="protector">Encrypts the secrets.</param>
public sealed class RevisionSerializer(ISecretProtector protector)
{
    /// <summary>The settings of a revision for a store.</summary>
    /// <param name="revision">The revision.</param>
    /// <exception cref="OidcException">It could not be read again, such as one that is too large.</exception>
    public SerializedRevision Write(SettingsRevision revision)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var settings = revision.Settings;
        var secrets = new StoredSecrets
        {
            ClientSecret = settings.ClientSecret?.Reveal(),
            FingerprintKey = revision.FingerprintKey?.Reveal(),
            ClientKey = settings.ClientKey is { } key ? Write(key) : null,
            DecryptionKeys = [.. settings.DecryptionKeys.Select(Write)],
        };
        var document = SettingsFormat.Default.WriteJson(settings).ToJsonString();
        RequireReadable(settings, document);
        return new SerializedRevision(document, secrets.IsEmpty ? null : protector.Protect(JsonSerializer.Serialize(secrets, StoredSecretsJson.Default.StoredSecrets), settings.Key));
    }

    /// <summary>The settings, and the key of the secret's fingerprint.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="version">The version.</param>
    /// <param name="serialized">What the store kept.</param>
    /// <exception cref="OidcException">The document is damaged. Secrets that cannot be read are no error here: <see cref="OidcSettings.SecretsUnreadable"/>.</exception>
    public (OidcSettings Settings, Secret? FingerprintKey) Read(OidcSettingsKey key, string version, SerializedRevision serialized)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(serialized);
        var settings = ReadDocument(key, version, serialized.Document);
        if (serialized.ProtectedSecrets is null)
        {
            return (settings, null);
        }

        try
        {
            var secrets = protector.Unprotect(serialized.ProtectedSecrets, key) is { } text ? JsonSerializer.Deserialize(text, StoredSecretsJson.Default.StoredSecrets) : null;
            return secrets is null ? (settings with { SecretsUnreadable = true }, null) : (
                settings with
                {
                    ClientSecret = SecretOf(secrets.ClientSecret),
                    ClientKey = secrets.ClientKey is { } clientKey ? Read(clientKey) : null,
                    DecryptionKeys = [.. secrets.DecryptionKeys.Select(Read)],
                },
                SecretOf(secrets.FingerprintKey));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            return (settings with { SecretsUnreadable = true }, null);
        }
    }

    // A revision that nobody can read would put out the one before it.
    private static void RequireReadable(OidcSettings settings, string document)
    {
        var (problem, cause) = ("it would not come back as it is.", (OidcException?)null);
        try
        {
            if (RevisionComparison.Compare(settings with { ClientSecret = null, ClientKey = null }, ReadDocument(settings.Key, settings.Version, document)) is not [var difference, ..])
            {
                return;
            }

            problem = $"{difference.Field}: {problem}";
        }
        catch (OidcException e)
        {
            (problem, cause) = (e.Error.Message, e);
        }

        throw new OidcException(OidcErrorCodes.SettingsInvalid, $"The settings of {settings.Key} cannot be stored: {problem}", innerException: cause);
    }

    private static OidcSettings ReadDocument(OidcSettingsKey key, string version, string document)
    {
        SettingsReading reading;
        try
        {
            reading = SettingsFormat.Default.ReadJson(Encoding.UTF8.GetBytes(document), stored: null, key);
        }
        catch (OidcException e)
        {
            throw Damaged(key, version, e.Error.Message, e);
        }

        return reading.Findings.Count == 0 ? reading.Settings with { Version = version }
            : throw Damaged(key, version, string.Join(' ', reading.Findings.Select(finding => finding.Error.Message)), cause: null);
    }

    private static OidcException Damaged(OidcSettingsKey key, string version, string problem, OidcException? cause) =>
        new(OidcErrorCodes.SettingsDamaged, $"Revision {version} of the settings of {key} cannot be read: {problem}", innerException: cause);

    private static Secret? SecretOf(string? text) => string.IsNullOrEmpty(text) ? null : new Secret(text);

    private static StoredSecrets.StoredKey Write(ClientPrivateKey key) => new(key.Pem.Reveal(), key.KeyId);

    private static ClientPrivateKey Read(StoredSecrets.StoredKey key) => ClientPrivateKey.FromPem(key.Pem, key.KeyId);
}

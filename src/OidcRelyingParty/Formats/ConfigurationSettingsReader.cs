using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Formats;

/// <summary>Reads settings from a configuration; all that cannot be read is named at once.</summary>
internal sealed class ConfigurationSettingsReader(IConfiguration configuration, SettingsFormat? format = null)
{
    // Private keys are read from files, whose names only the host's own configuration may give.
    private const string ClientKeyFile = "ClientKeyFile";
    private const string ClientKeyId = "ClientKeyId";
    private const string DecryptionKeyFile = "DecryptionKeyFile";
    private const string DecryptionKeyId = "DecryptionKeyId";

    /// <summary>The format of a section such as <c>Oidc</c>: every field under its own name.</summary>
    public static SettingsFormat SectionFormat { get; } = new([.. SettingsField.All.Select(field => new FormatEntry(field.Name, field))]);

    /// <summary>Every name that such a section may hold a setting under.</summary>
    public static IEnumerable<string> Names => SectionFormat.Entries.Select(entry => entry.Name).Concat([ClientKeyFile, ClientKeyId, DecryptionKeyFile, DecryptionKeyId]);

    private readonly SettingsFormat _format = format ?? SectionFormat;

    /// <summary>The settings; null when the configuration names no provider (OIDC is then off, and the rest is not looked at).</summary>
    /// <exception cref="OidcException">A value cannot be read.</exception>
    public OidcSettings? Read(OidcSettingsKey key)
    {
        if (!NamesProvider())
        {
            return null;
        }

        var reading = _format.ReadConfiguration(configuration, key);
        if (reading.Findings.Count > 0)
        {
            throw new OidcException(
                OidcErrorCodes.SettingsInvalid,
                string.Join(' ', reading.Findings.Select(finding => finding.Error.Message)),
                string.Join(' ', reading.Findings.Select(finding => finding.Error.Remedy)));
        }

        return reading.Settings with
        {
            Version = Fingerprint(),
            ClientSecret = reading.ClientSecret.Replacement,
            ClientKey = KeyFile(ClientKeyFile, ClientKeyId),
            DecryptionKeys = KeyFile(DecryptionKeyFile, DecryptionKeyId) is { } decryptionKey ? [decryptionKey] : [],
        };
    }

    private bool NamesProvider() => _format.Entries.Any(entry =>
        (entry.Field == SettingsField.Issuer || entry.Field == SettingsField.DiscoveryUrl) && !string.IsNullOrWhiteSpace(configuration[entry.Name]));

    private ClientPrivateKey? KeyFile(string name, string keyIdName)
    {
        if (FieldValue.OfText(configuration[name]).Text is not { } path)
        {
            return null;
        }

        try
        {
            return ClientPrivateKey.FromPem(File.ReadAllText(path), FieldValue.OfText(configuration[keyIdName]).Text);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new OidcException(OidcErrorCodes.SettingsInvalid, $"{name}: the file cannot be read as a PEM private key.", $"Correct {name} in the configuration.", e);
        }
    }

    // Stable over restarts and nodes, so that a sign-in that began before one can finish after it. The secret is no part of it: the version
    // is logged, and a sign-in under way needs the secret that works now.
    private string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _format.Entries
            .Where(entry => !entry.Field.IsSecret)
            .SelectMany(entry => configuration.GetSection(entry.Name).AsEnumerable())
            .Concat([ValueOf(ClientKeyFile), ValueOf(ClientKeyId), ValueOf(DecryptionKeyFile), ValueOf(DecryptionKeyId)])
            .OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('\0').Append(value).Append('\0');
        }

        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12));
    }

    private KeyValuePair<string, string?> ValueOf(string name) => KeyValuePair.Create(name, configuration[name]);
}

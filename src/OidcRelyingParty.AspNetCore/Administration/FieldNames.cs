using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Administration;

/// <summary>What the host's format calls a field, so that an administrator finds it in the document that was sent.</summary>
internal sealed class FieldNames(SettingsFormat format)
{
    /// <summary>The name in the format; the field's own where the format has no such field.</summary>
    public string Of(string field) => FieldsFor(field, format.Entries.Select(entry => entry.Field)).FirstOrDefault() is { } found
        ? format.Entries.First(entry => entry.Field == found).Name
        : field;

    /// <summary>Whether the format has this very field.</summary>
    public bool Has(string field) => format.Entries.Any(entry => entry.Field.Name == field);

    /// <summary>Those of the fields that a finding with this name can be about, the likeliest first.</summary>
    public static IEnumerable<SettingsField> FieldsFor(string name, IEnumerable<SettingsField> fields) =>
        NamesFor(name).SelectMany(one => fields.Where(field => field.Name == one));

    /// <summary>The finding under the name that the format has for its field.</summary>
    // What is no field may still have the name of one, as a capital letter too many makes it.
    public SettingsFinding Rename(SettingsFinding finding) =>
        finding.Error.Code == OidcErrorCodes.SettingsMemberUnknown ? finding : Rename(finding, Of(finding.Field));

    /// <summary>The finding under a name, which its message then begins with.</summary>
    public static SettingsFinding Rename(SettingsFinding finding, string name)
    {
        var error = finding.Error;
        var message = error.Message.StartsWith(finding.Field + ": ", StringComparison.Ordinal) ? error.Message[(finding.Field.Length + 2)..] : error.Message;
        return message.StartsWith(name + ": ", StringComparison.Ordinal)
            ? finding with { Field = name }
            : new SettingsFinding(name, OidcError.Create(error.Code, $"{name}: {message}", error.Remedy.Replace($"Correct {finding.Field}: ", $"Correct {name}: ", StringComparison.Ordinal)), finding.Severity);
    }

    // The provider's address is one thing with two fields, of which a format may have only one; and the settings call the other by another name.
    private static string[] NamesFor(string field) => field switch
    {
        nameof(OidcSettings.Issuer) => [SettingsField.Issuer.Name, SettingsField.DiscoveryUrl.Name],
        nameof(OidcSettings.MetadataAddress) or nameof(SettingsField.DiscoveryUrl) => [SettingsField.DiscoveryUrl.Name, SettingsField.Issuer.Name],
        _ => [field],
    };
}

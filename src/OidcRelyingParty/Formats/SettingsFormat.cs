using System.Text.Json;
using Microsoft.Extensions.Configuration;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Formats;

/// <summary>How settings are written in one kind of document: which fields, under which names. A host that has a contract to keep writes its own.</summary>
public sealed partial class SettingsFormat
{
    private readonly FormatEntry[] _entries;

    /// <summary>A format of these fields. What has no field here stays as it is stored.</summary>
    /// <param name="entries">The fields in their order.</param>
    public SettingsFormat(params IReadOnlyList<FormatEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(entries);
        _entries = [.. entries];
        if (_entries.DistinctBy(entry => entry.Name).Count() != _entries.Length)
        {
            throw new ArgumentException("A name stands for two fields.", nameof(entries));
        }
    }

    /// <summary>Every field under its own name in camel case: <c>clientId</c>, <c>roles:claims</c>.</summary>
    public static SettingsFormat Default { get; } = new([.. SettingsField.All.Select(field => new FormatEntry(CamelCase(field.Name), field))]);

    /// <summary>
    /// Every field in snake case behind <c>oidc_</c>, as in a tenant's document: <c>oidc_issuer</c>, <c>oidc_client_id</c>; the redirect URI is
    /// <c>oidc_redirect_url</c> and the front end <c>frontend_url</c>. Without an issuer OIDC is off; with one, client id, secret and redirect URL are required.
    /// The issuer may be written with a final slash or without one, whichever the provider uses.
    /// </summary>
    public static SettingsFormat SnakeCase { get; } = new([.. SettingsField.All.Select(SnakeCaseEntry)]) { IsOffWithoutIssuer = true, Complete = AcceptFinalSlash };

    /// <summary>The fields.</summary>
    public IReadOnlyList<FormatEntry> Entries => _entries;

    /// <summary>Whether a document without issuer and discovery URL means that OIDC is off, whatever else it says. Default: false.</summary>
    public bool IsOffWithoutIssuer { get; init; }

    /// <summary>Works out fields from each other once all are read, such as a role from a number. Default: nothing.</summary>
    public Func<OidcSettings, OidcSettings> Complete { get; init; } = settings => settings;

    /// <summary>The same fields under other names.</summary>
    /// <param name="rename">The new name for an old one, such as <c>TENANT_OIDC_ISSUER</c> for <c>oidc_issuer</c>.</param>
    public SettingsFormat WithNames(Func<string, string> rename)
    {
        ArgumentNullException.ThrowIfNull(rename);
        return new([.. _entries.Select(entry => entry with { Name = rename(entry.Name) })]) { IsOffWithoutIssuer = IsOffWithoutIssuer, Complete = Complete };
    }

    /// <summary>Reads settings from a configuration, or a section of it, such as the environment.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="key">Whose settings they are.</param>
    public SettingsReading ReadConfiguration(IConfiguration configuration, OidcSettingsKey key)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(key);
        return Read(name => FieldValue.Of(configuration.GetSection(name)), stored: null, key, hasSecret: false);
    }

    /// <summary>Settings from named values.</summary>
    /// <param name="find">The value under a name; null when there is none.</param>
    /// <param name="stored">What is stored; null when nothing is.</param>
    /// <param name="key">Whose settings they are.</param>
    /// <param name="hasSecret">Whether a client secret is stored.</param>
    internal SettingsReading Read(Func<string, FieldValue?> find, OidcSettings? stored, OidcSettingsKey key, bool hasSecret)
    {
        var settings = stored ?? new OidcSettings { ClientId = "", Key = key };
        var values = _entries.Select(entry => (Entry: entry, Value: find(entry.Name))).ToArray();
        var namesProvider = values.Any(pair => (pair.Entry.Field == SettingsField.Issuer || pair.Entry.Field == SettingsField.DiscoveryUrl) && pair.Value is { IsEmpty: false });
        if (IsOffWithoutIssuer && !namesProvider)
        {
            return new SettingsReading { Settings = settings with { Enabled = false, Issuer = null, MetadataAddress = null } };
        }

        var findings = new List<SettingsFinding>();
        var secret = SecretChange.Keep;
        // All to their defaults first: a field may speak of two settings, as an issuer does that is a discovery URL.
        settings = values.Where(pair => !IsKept(pair.Entry, pair.Value, stored)).Aggregate(settings, (before, pair) => pair.Entry.Field.Reset(before));
        foreach (var (entry, value) in values.OrderBy(pair => pair.Entry.Field == SettingsField.Issuer))
        {
            if (value is null or { IsEmpty: true })
            {
                if (IsMissing(entry, stored, namesProvider, hasSecret))
                {
                    findings.Add(Missing(entry));
                }
            }
            else if (entry.Field.Set(settings, value) is not { } changed)
            {
                findings.Add(entry.Field.Wrong(entry.Name, value));
            }
            else
            {
                settings = changed;
                secret = entry.Field.IsSecret ? SecretChange.Set(new Secret(value.Text!)) : secret; // a text: it could be set
            }
        }

        return new SettingsReading { Settings = Complete(settings), ClientSecret = secret, Findings = findings };
    }

    private static bool IsKept(FormatEntry entry, FieldValue? value, OidcSettings? stored) =>
        stored is not null && entry.Requirement == FieldRequirement.OnFirstWrite && value is null;

    private static bool IsMissing(FormatEntry entry, OidcSettings? stored, bool namesProvider, bool hasSecret) => entry.Requirement switch
    {
        FieldRequirement.OnFirstWrite => stored is null,
        FieldRequirement.WithIssuer => namesProvider && !(hasSecret && entry.Field.IsSecret),
        _ => false,
    };

    private static SettingsFinding Missing(FormatEntry entry) => new(entry.Field.Name, OidcError.Create(
        OidcErrorCodes.SettingsRequired, $"{entry.Name}: it is missing.", $"Enter {entry.Name}."));

    // Read by its discovery URL, an issuer is the one that the metadata there state, with or without a final slash; tokens must then say exactly that.
    private static OidcSettings AcceptFinalSlash(OidcSettings settings) => settings is { Issuer: { } issuer, MetadataAddress: null }
        ? settings with { Issuer = null, MetadataAddress = issuer.MetadataAddress }
        : settings;

    private static string CamelCase(string name) => string.Join(':', name.Split(':').Select(JsonNamingPolicy.CamelCase.ConvertName));

    private static FormatEntry SnakeCaseEntry(SettingsField field) =>
        field == SettingsField.RedirectUri ? new("oidc_redirect_url", field, FieldRequirement.WithIssuer)
        : field == SettingsField.FrontEndUrl ? new("frontend_url", field)
        : new("oidc_" + JsonNamingPolicy.SnakeCaseLower.ConvertName(field.Name.Replace(":", "", StringComparison.Ordinal)), field,
            field == SettingsField.ClientId || field.IsSecret ? FieldRequirement.WithIssuer : FieldRequirement.Optional);
}

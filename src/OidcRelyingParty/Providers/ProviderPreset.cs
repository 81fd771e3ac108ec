using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Providers;

/// <summary>
/// What is known about a kind of provider, so that an administrator enters only what is his own. It is data; a host may make more of them. Its texts
/// may hold a field's name in braces, and <c>{client_id}</c>, in whose place the value goes.
/// </summary>
public sealed record ProviderPreset
{
    private static readonly char[] Separators = [' ', ',', ';', '\r', '\n', '\t'];

    /// <summary>Identifies the preset, such as <c>keycloak</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The provider's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>What has to be entered. Default: nothing.</summary>
    public IReadOnlyList<PresetField> Fields { get; init; } = [];

    /// <summary>The issuer, exactly as the provider writes it; or its discovery URL, from which the issuer follows.</summary>
    public required string Issuer { get; init; }

    /// <summary>Where the metadata are, when not below the issuer. Default: below the issuer.</summary>
    public string? MetadataAddress { get; init; }

    /// <summary>The scopes to ask for. Default: <c>openid profile email</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [WireNames.OpenIdScope, WireNames.ProfileScope, WireNames.EmailScope];

    /// <summary>Where the provider puts roles or groups. What they mean here, rules say. Default: nowhere that is known.</summary>
    public IReadOnlyList<RoleClaim> RoleClaims { get; init; } = [];

    /// <summary>Further audiences of its ID tokens, as in <see cref="OidcSettings.TrustedAudiences"/>. Default: none.</summary>
    public IReadOnlyList<string> TrustedAudiences { get; init; } = [];

    /// <summary>The tenants to let in, as in <see cref="OidcSettings.AllowedIssuerTenants"/>; one text may hold several. Default: none.</summary>
    public IReadOnlyList<string> AllowedIssuerTenants { get; init; } = [];

    /// <summary>What a client assertion names as its audience. Default: the issuer.</summary>
    public ClientAssertionAudience ClientAssertionAudience { get; init; }

    /// <summary>Whether the provider has an end of session that follows the standard. Default: true.</summary>
    public bool SingleSignOut { get; init; } = true;

    /// <summary>What an administrator should know, a sentence or two each. Default: nothing.</summary>
    public IReadOnlyList<string> Quirks { get; init; } = [];

    /// <summary>Where at the provider the redirect URI is entered.</summary>
    public required string RedirectUriHint { get; init; }

    /// <summary>
    /// Puts what is known into settings, in place of what they say of another provider: issuer, metadata address, scopes, role claims, further audiences,
    /// tenants, audience of assertions and single sign-out. Client, secret, rules and everything else stay.
    /// </summary>
    /// <param name="settings">The settings. They need a client id where the preset names it.</param>
    /// <param name="values">The values of the fields, by their names; others are ignored.</param>
    /// <returns>The settings, which <see cref="OidcSettingsValidator"/> still has to check, or what is wrong with the values.</returns>
    public PresetResult Apply(OidcSettings settings, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(values);

        var findings = Fields.Select(field => field.Check(values)).OfType<SettingsFinding>().ToList();
        if (RoleClaims.Any(claim => claim.Path.Contains(ClientIdPlace, StringComparison.Ordinal)) && string.IsNullOrWhiteSpace(settings.ClientId))
        {
            findings.Add(Finding(nameof(settings.ClientId), $"{nameof(settings.ClientId)}: it is missing, and a claim is named after it.", "Enter the client id too."));
        }

        return findings.Count > 0 ? new PresetResult(null, findings) : Fill(settings, values);
    }

    internal static SettingsFinding Finding(string field, string message, string remedy) =>
        new(field, OidcError.Create(OidcErrorCodes.SettingsInvalid, message, remedy));

    private static string ClientIdPlace => $"{{{WireNames.ClientId}}}";

    private PresetResult Fill(OidcSettings settings, IReadOnlyDictionary<string, string> values)
    {
        // The client id comes last: it may hold anything, also braces.
        string Text(string text) => Fields
            .Aggregate(text, (filled, field) => filled.Replace($"{{{field.Name}}}", field.ValueIn(values), StringComparison.Ordinal))
            .Replace(ClientIdPlace, settings.ClientId, StringComparison.Ordinal);
        string[] Words(IReadOnlyList<string> texts) =>
            [.. texts.SelectMany(text => Text(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries)).Distinct(StringComparer.Ordinal)];

        var isDiscoveryUrl = Text(Issuer).EndsWith(IssuerUrl.WellKnownPath, StringComparison.Ordinal);
        if (!IssuerUrl.TryParse(Text(Issuer), out var issuer))
        {
            var field = Fields.Count > 0 ? Fields[0].Name : nameof(Issuer);
            return new PresetResult(null, [Finding(field, $"'{Printable.Of(Text(Issuer))}' is no issuer.", "Enter an https address without query and fragment.")]);
        }

        return new PresetResult(settings with
        {
            Issuer = isDiscoveryUrl ? null : issuer,
            MetadataAddress = isDiscoveryUrl ? new Uri(issuer.Value) : MetadataAddress is null ? null : new Uri(Text(MetadataAddress)),
            Scopes = Words(Scopes),
            Roles = settings.Roles with { Claims = [.. RoleClaims.Select(claim => claim with { Path = Text(claim.Path) }).Where(claim => claim.Path.Length > 0)] },
            TrustedAudiences = Words(TrustedAudiences),
            AllowedIssuerTenants = Words(AllowedIssuerTenants),
            ClientAssertionAudience = ClientAssertionAudience,
            SingleSignOut = SingleSignOut,
        }, []);
    }
}

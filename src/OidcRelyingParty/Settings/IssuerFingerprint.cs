using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace OidcRelyingParty.Settings;

/// <summary>
/// What settings and the issuers they may be of have in common, as 64 hexadecimal digits: fit for an index, and compared alike by every database.
/// It finds what <see cref="OidcSettings.MayBeIssuedBy"/> then decides: never too little, at times too much.
/// </summary>
internal static partial class IssuerFingerprint
{
    public const int Length = 64;

    private const string Placeholder = "{tenantid}";

    /// <summary>The fingerprint of settings; null when they name no provider.</summary>
    public static string? Of(OidcSettings settings) =>
        settings.Issuer is null && (settings.MetadataAddress is not { } address || !ProviderAddress.IsWellKnown(address)) ? null
        : ProviderAddress.Of(settings).ExpectedIssuer is var issuer && issuer.Contains(Placeholder, StringComparison.Ordinal) ? Hash(Template(issuer))
        : Hash(issuer);

    /// <summary>The fingerprints that settings may have that are of an issuer: its own, and that of an issuer for several directory tenants of which it is one.</summary>
    public static IReadOnlyList<string> Of(string issuer)
    {
        var template = Template(issuer);
        return template == issuer ? [Hash(issuer)] : [Hash(issuer), Hash(template)];
    }

    private static string Template(string issuer) => DirectoryTenant().Replace(issuer, Placeholder);

    // When only the discovery URL is configured, the issuer is right with and without a final slash.
    private static string Hash(string issuer) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(issuer.TrimEnd('/'))));

    [GeneratedRegex("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex DirectoryTenant();
}

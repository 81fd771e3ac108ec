using System.Runtime.CompilerServices;

namespace OidcRelyingParty.Settings;

/// <summary>Where a provider is read and who it must say it is: what two settings must share to share metadata and keys.</summary>
internal sealed class ProviderAddress : IEquatable<ProviderAddress>
{
    // Every sign-in looks a provider up by its address: made once for a snapshot of the settings, and its hash once for the address.
    private static readonly ConditionalWeakTable<OidcSettings, ProviderAddress> Known = [];

    private readonly int _hash;

    private ProviderAddress(Uri metadataAddress, string? issuer, Uri? backchannelBaseUrl)
    {
        MetadataAddress = metadataAddress;
        Issuer = issuer;
        BackchannelBaseUrl = backchannelBaseUrl;
        _hash = HashCode.Combine(metadataAddress.AbsoluteUri, issuer, backchannelBaseUrl?.AbsoluteUri);
    }

    public Uri MetadataAddress { get; }

    public Uri? BackchannelBaseUrl { get; }

    private string? Issuer { get; }

    /// <summary>What the metadata's issuer should be, for messages.</summary>
    public string ExpectedIssuer => Issuer ?? MetadataAddress.AbsoluteUri[..^IssuerUrl.WellKnownPath.Length];

    /// <summary>The address in valid settings.</summary>
    public static ProviderAddress Of(OidcSettings settings) => Known.GetValue(settings, Create);

    private static ProviderAddress Create(OidcSettings settings) => new(
        settings.MetadataAddress ?? settings.Issuer?.MetadataAddress ?? throw new ArgumentException("The settings name no provider.", nameof(settings)),
        settings.Issuer?.Value,
        settings.BackchannelBaseUrl);

    public static bool IsWellKnown(Uri address) =>
        address.IsAbsoluteUri && address.Query.Length == 0 && address.AbsoluteUri.EndsWith(IssuerUrl.WellKnownPath, StringComparison.Ordinal);

    /// <summary>
    /// Whether the issuer a metadata document states is the one asked for (Discovery 4.3). The discovery URL of an issuer is the same with
    /// and without a final slash (Discovery 4.1), so when only that URL is configured both are right.
    /// </summary>
    public bool Accepts(string issuer) => Issuer is null
        ? string.Equals(issuer, ExpectedIssuer, StringComparison.Ordinal) || string.Equals(issuer, ExpectedIssuer + "/", StringComparison.Ordinal)
        : string.Equals(issuer, Issuer, StringComparison.Ordinal);

    /// <summary>
    /// The address this application uses for a URL of the provider: the same, or below <see cref="BackchannelBaseUrl"/> when the URL is on
    /// the origin that browsers use.
    /// </summary>
    public Uri ToBackchannel(Uri url)
    {
        if (BackchannelBaseUrl is not { } backchannel)
        {
            return url;
        }

        var origin = new Uri(ExpectedIssuer).GetLeftPart(UriPartial.Authority);
        return url.GetLeftPart(UriPartial.Authority) == origin
            ? new Uri(backchannel.AbsoluteUri.TrimEnd('/') + url.PathAndQuery)
            : url;
    }

    public bool Equals(ProviderAddress? other) => ReferenceEquals(this, other) || (other is not null
        && _hash == other._hash
        && MetadataAddress.AbsoluteUri == other.MetadataAddress.AbsoluteUri
        && Issuer == other.Issuer
        && BackchannelBaseUrl?.AbsoluteUri == other.BackchannelBaseUrl?.AbsoluteUri);

    public override bool Equals(object? obj) => Equals(obj as ProviderAddress);

    public override int GetHashCode() => _hash;
}

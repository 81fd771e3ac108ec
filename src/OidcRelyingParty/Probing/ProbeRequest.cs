using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Probing;

/// <summary>What a probe must know beyond the settings.</summary>
public sealed record ProbeRequest
{
    /// <summary>
    /// The redirect URI that sign-ins would use, to ask the provider whether it is registered. <see cref="OidcSettings.RedirectUri"/> wins over it;
    /// without either the provider is not asked about it. Default: null.
    /// </summary>
    public Uri? RedirectUri { get; init; }
}

using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Endpoints;

/// <summary>Finds whose sign-in a provider starts. Nothing is fetched for an issuer that no settings name.</summary>
internal sealed class Initiators(SettingsResolver settings)
{
    /// <summary>The tenant and provider of an issuer; of several, the one the request's address is for.</summary>
    /// <exception cref="OidcException">There is none, or several and the address does not say which.</exception>
    public async Task<OidcSettingsKey> FindAsync(string? issuer, OidcSettingsKey? addressed, CancellationToken cancellationToken)
    {
        var keys = string.IsNullOrEmpty(issuer) ? [] : (await settings.FindByIssuerAsync(issuer, cancellationToken)).Select(match => match.Key).ToArray();
        return addressed is not null && keys.Contains(addressed) ? addressed
            : keys is [var only] ? only
            : throw new OidcException(OidcErrorCodes.InitiatorUnknown, $"{keys.Length} settings have issuer '{Printable.Of(issuer)}'.");
    }
}

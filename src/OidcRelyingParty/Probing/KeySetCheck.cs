using OidcRelyingParty.Discovery;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Probing;

/// <summary>Whether the key set can be read and holds a key for an ID token that would be accepted.</summary>
internal sealed class KeySetCheck(ProviderMetadataClient client)
{
    public async Task<SettingsFinding> RunAsync(ProbeContext context, ProviderAddress address, CancellationToken cancellationToken)
    {
        try
        {
            var (keys, _) = await client.FetchKeysAsync(address, context.Metadata, cancellationToken).ConfigureAwait(false);
            return Judge(context, keys);
        }
        catch (OidcException e)
        {
            return new SettingsFinding(nameof(OidcSettings.Issuer), e.Error);
        }
    }

    private static SettingsFinding Judge(ProbeContext context, KeySet keys)
    {
        var accepted = SigningAlgorithms.AcceptedBy(context.Settings);
        // A client secret signs, and no key set holds it.
        return accepted.All(algorithm => algorithm.StartsWith("HS", StringComparison.Ordinal))
            ? Finding.Passed(nameof(OidcSettings.Issuer), $"The key set can be read (usable keys: {keys.Count}); ID tokens are signed with the client secret.")
            : accepted.Where(keys.HasKeyFor).ToArray() is { Length: > 0 } usable
            ? Finding.Passed(nameof(OidcSettings.Issuer), $"Usable keys in the key set: {keys.Count}; they can have signed with {Finding.List(usable)}.")
            : keys.Count == 0
            ? Finding.Error(nameof(OidcSettings.Issuer), OidcErrorCodes.ProbeAlgorithms, $"The key set at {context.Metadata.JwksUri} has no usable key.")
            // Keycloak makes and publishes a key when it signs with the algorithm for the first time.
            : Finding.Warning(nameof(OidcSettings.IdTokenSigningAlgorithms), OidcErrorCodes.ProbeAlgorithms,
                $"The settings accept ID tokens signed with {Finding.List(accepted)}; none of the {keys.Count} usable keys at {context.Metadata.JwksUri} can have done that.");
    }
}

using System.Text;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Discovery;

/// <summary>Verifies a token with a provider's keys (or the client secret, where the settings say so), and looks once for new keys when none of the known ones fits.</summary>
internal sealed class SignatureVerifier(ProviderMetadataCache cache)
{
    /// <summary>The outcome of verifying with the newest keys that can be had.</summary>
    /// <exception cref="OidcException">The key is unknown and the provider cannot be asked for it.</exception>
    public ValueTask<JoseFault> VerifyAsync(CompactJws jws, OidcSettings settings, ProviderSnapshot provider, CancellationToken cancellationToken) =>
        !jws.Algorithm.StartsWith("HS", StringComparison.Ordinal) ? VerifyWithKeySetAsync(jws, provider, cancellationToken)
        // The validator of settings sees to it that an HS algorithm stands alone and that there is a secret.
        : settings.IdTokenSigningAlgorithms.Contains(jws.Algorithm, StringComparer.Ordinal) && settings.ClientSecret is { } secret
            ? ValueTask.FromResult(ClientSecretSignature.Verify(jws, Encoding.UTF8.GetBytes(secret.Reveal())))
            : ValueTask.FromResult(JoseFault.Algorithm);

    private async ValueTask<JoseFault> VerifyWithKeySetAsync(CompactJws jws, ProviderSnapshot provider, CancellationToken cancellationToken)
    {
        var fault = provider.Keys.Verify(jws);
        if (fault is not (JoseFault.Key or JoseFault.Signature))
        {
            return fault;
        }

        try
        {
            // Also for a bad signature: providers have restarted with new keys under old key ids.
            var renewed = await cache.GetWithNewKeysAsync(provider, cancellationToken).ConfigureAwait(false);
            return renewed.Keys.ContainsSameKeysAs(provider.Keys) ? fault : renewed.Keys.Verify(jws);
        }
        catch (OidcException) when (fault is JoseFault.Signature)
        {
            return fault;
        }
    }
}

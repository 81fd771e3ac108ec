using OidcRelyingParty.Jose;

namespace OidcRelyingParty.Discovery;

/// <summary>Verifies a token with a provider's keys, and looks once for new keys when none of the known ones fits.</summary>
internal sealed class SignatureVerifier(ProviderMetadataCache cache)
{
    /// <summary>The outcome of verifying with the newest keys that can be had.</summary>
    /// <exception cref="OidcException">The key is unknown and the provider cannot be asked for it.</exception>
    public async ValueTask<JoseFault> VerifyAsync(CompactJws jws, ProviderSnapshot provider, CancellationToken cancellationToken)
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

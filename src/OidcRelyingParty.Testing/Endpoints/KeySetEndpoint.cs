namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>The key set, RFC 7517 section 5.</summary>
internal sealed class KeySetEndpoint(TestProvider provider) : IEndpoint
{
    public ProviderResponse Handle(ProviderRequest request)
    {
        // A key that a registered client will need is there before its first token.
        foreach (var client in provider.Clients)
        {
            Algorithms.FindKey(provider.Keys, client);
        }

        var keySet = provider.Keys.ToKeySet();
        provider.Behaviour.KeySet?.Invoke(keySet);
        return ProviderResponse.CacheableJson(keySet);
    }
}

namespace OidcRelyingParty.Wire;

/// <summary>The kinds of requests this application makes to a provider, as metrics name them.</summary>
internal static class ProviderEndpoint
{
    public const string Metadata = "metadata";
    public const string Authorization = "authorization";
    public const string KeySet = "key_set";
    public const string Token = "token";
    public const string Revocation = "revocation";
    public const string UserInfo = "userinfo";
}

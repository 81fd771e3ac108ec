namespace OidcRelyingParty.Settings;

/// <summary>What a client assertion names as its audience.</summary>
public enum ClientAssertionAudience
{
    /// <summary>The issuer, as one string. The default: an assertion can then not be replayed at another provider (CVE-2025-27370).</summary>
    Issuer,

    /// <summary>The token endpoint, for providers that accept nothing else (glewlwyd 2.7).</summary>
    TokenEndpoint,
}

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>A private key of a client.</summary>
public enum ClientKey
{
    SigningRsa,
    SigningEc,
    DecryptionRsa,
    DecryptionEc,
}

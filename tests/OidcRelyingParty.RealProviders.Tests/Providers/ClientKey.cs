namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>A private key of a client.</summary>
internal enum ClientKey
{
    SigningRsa,
    SigningEc,
    DecryptionRsa,
    DecryptionEc,
}

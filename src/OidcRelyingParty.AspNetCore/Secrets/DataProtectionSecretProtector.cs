using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Secrets;

/// <summary>Secrets encrypted with the host's key ring, each tenant's provider under a purpose of its own.</summary>
internal sealed class DataProtectionSecretProtector(IDataProtectionProvider keys) : ISecretProtector
{
    private const string Purpose = "OidcRelyingParty.Settings.v1";

    public string Protect(string text, OidcSettingsKey key) => ProtectorOf(key).Protect(text);

    public string? Unprotect(string protectedText, OidcSettingsKey key)
    {
        try
        {
            return ProtectorOf(key).Unprotect(protectedText);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private IDataProtector ProtectorOf(OidcSettingsKey key) => keys.CreateProtector(Purpose, key.Tenant, key.Provider);
}

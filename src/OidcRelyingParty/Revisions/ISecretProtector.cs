using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>Encrypts secrets before a store keeps them. In ASP.NET Core it is the framework's Data Protection.</summary>
public interface ISecretProtector
{
    /// <summary>Encrypts a text, so that it can be read again only for the same tenant and provider.</summary>
    /// <param name="text">The secrets, as text.</param>
    /// <param name="key">Tenant and provider.</param>
    string Protect(string text, OidcSettingsKey key);

    /// <summary>The text; null when it cannot be read: the key is gone, or it was protected for another.</summary>
    /// <param name="protectedText">What <see cref="Protect"/> answered.</param>
    /// <param name="key">Tenant and provider.</param>
    string? Unprotect(string protectedText, OidcSettingsKey key);
}

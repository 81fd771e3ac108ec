using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace OidcRelyingParty.Endpoints;

/// <summary>Carries where to go after the sign-out through the provider, in the <c>state</c>: protected, so that it needs no cookie.</summary>
internal sealed class SignOutState(IDataProtectionProvider protection)
{
    private const int MaxLength = 4 * 1024;

    private readonly ITimeLimitedDataProtector _protector = protection.CreateProtector("OidcRelyingParty.SignOut").ToTimeLimitedDataProtector();

    public string Create(string returnPath) => Base64Url.EncodeToString(_protector.Protect(Encoding.UTF8.GetBytes(returnPath), TimeSpan.FromHours(1)));

    /// <summary>The path; null when the state is missing, altered or old, which is no reason for an error: the sign-out is done.</summary>
    public string? Read(string? state)
    {
        if (string.IsNullOrEmpty(state) || state.Length > MaxLength)
        {
            return null;
        }

        try
        {
            return Encoding.UTF8.GetString(_protector.Unprotect(Base64Url.DecodeFromChars(state)));
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return null;
        }
    }
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace OidcRelyingParty.FrontEnd;

/// <summary>
/// Turns a value into a text for an address that every node of this application, and nobody else, can make and read. The framework's time-limited
/// protector does not ask our clock.
/// </summary>
internal sealed class Seal<T>(IDataProtectionProvider protection, string purpose, TimeProvider timeProvider)
    where T : class, IExpiring
{
    private const int MaxLength = 8 * 1024;

    private readonly IDataProtector _protector = protection.CreateProtector(purpose);

    public string Close(T value) => Base64Url.EncodeToString(_protector.Protect(JsonSerializer.SerializeToUtf8Bytes(value)));

    /// <summary>The value; null when the text is none of ours, or its time is over.</summary>
    public T? Open(string text)
    {
        if (text.Length > MaxLength)
        {
            return null;
        }

        try
        {
            var value = JsonSerializer.Deserialize<T>(_protector.Unprotect(Base64Url.DecodeFromChars(text)));
            return timeProvider.GetUtcNow() < value?.UsableUntil ? value : null;
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException)
        {
            return null;
        }
    }
}

using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Jose;

/// <summary>Reads claims of a token one type at a time: a value of another type is as good as none.</summary>
internal static class ClaimReader
{
    // 9999-12-31, the last second DateTimeOffset knows.
    private const double MaxSeconds = 253402300799;

    private const int MaxAudiences = 32;

    /// <summary>A text; null when it is absent or anything else.</summary>
    public static string? Text(this JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A NumericDate (RFC 7519 section 2): seconds, fractions allowed; null when it is anything else.</summary>
    public static DateTimeOffset? Instant(this JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetDouble(out var seconds) && seconds is >= 0 and <= MaxSeconds
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : null;

    /// <summary>Whether <c>aud</c> is this client, or a list of up to 32 texts with it (RFC 7519 4.1.3).</summary>
    public static bool IsFor(this JsonElement claims, string clientId) => claims.TryGetProperty(WireNames.Audience, out var audience) && audience.ValueKind switch
    {
        JsonValueKind.String => audience.ValueEquals(clientId),
        JsonValueKind.Array => audience.GetArrayLength() <= MaxAudiences
            && audience.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            && audience.EnumerateArray().Any(item => item.ValueEquals(clientId)),
        _ => false,
    };

    /// <summary>Whether <c>aud</c>, already known to be a text or a list of texts, names nobody else than these.</summary>
    public static bool IsOnlyFor(this JsonElement claims, IReadOnlyList<string> known) =>
        claims.GetProperty(WireNames.Audience) is var audience && (audience.ValueKind != JsonValueKind.Array
            || audience.EnumerateArray().All(item => known.Any(item.ValueEquals)));

    /// <summary>For messages: what was found in place of what was expected, made printable.</summary>
    public static string Found(this JsonElement claims, string name) => !claims.TryGetProperty(name, out var value) ? "nothing"
        : value.ValueKind == JsonValueKind.String ? $"'{Printable.Of(value.GetString())}'"
        : Printable.Of(value.GetRawText());
}

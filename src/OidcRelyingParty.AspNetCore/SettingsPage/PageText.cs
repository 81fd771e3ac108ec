using System.Globalization;
using System.Text.Json;
using OidcRelyingParty.Endpoints;

namespace OidcRelyingParty.SettingsPage;

/// <summary>How the page writes times, the words of an enumeration, and everything else that is not its own: encoded.</summary>
internal static class PageText
{
    public static string Encode(string text) => HtmlPage.Encode(text);

    public static string Plain(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) + " UTC";

    /// <summary>The same with seconds, to tell apart what somebody did in one minute.</summary>
    public static string Exact(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + " UTC";

    public static string When(DateTimeOffset? at) => at is not { } time ? "" : $"""
        <time datetime="{time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)}">{Plain(time)}</time>
        """;

    public static string Words<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()).Replace('-', ' ');
}

using System.Text.RegularExpressions;

namespace QuickStart;

/// <summary>Turns what a browser calls itself into what its user calls it.</summary>
internal static partial class DeviceName
{
    // In this order: Android is a Linux too.
    private static readonly (string Mark, string Name)[] Systems =
        [("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "ChromeOS"), ("Linux", "Linux")];

    /// <summary>Such as "Firefox 140 on Linux"; the text itself when it names no browser we know.</summary>
    public static string Of(string? userAgent)
    {
        if (string.IsNullOrEmpty(userAgent))
        {
            return "Unknown device";
        }

        var browser = PosingAsOthers().Match(userAgent) is { Success: true } posing ? posing : Browser().Match(userAgent);
        var system = Systems.FirstOrDefault(system => userAgent.Contains(system.Mark, StringComparison.Ordinal)).Name;
        return browser.Success && system is not null ? $"{NameOf(browser.Groups[1].Value)} {browser.Groups[2].Value} on {system}" : userAgent;
    }

    private static string NameOf(string mark) => mark switch
    {
        "Edg" or "EdgA" or "EdgiOS" => "Edge",
        "OPR" => "Opera",
        "FxiOS" => "Firefox",
        "CriOS" or "HeadlessChrome" => "Chrome",
        "Version" => "Safari",
        _ => mark,
    };

    [GeneratedRegex(@"\b(Edg|EdgA|EdgiOS|OPR)/(\d{1,4})")]
    private static partial Regex PosingAsOthers();

    [GeneratedRegex(@"\b(Firefox|FxiOS|CriOS|HeadlessChrome|Chrome|Version)/(\d{1,4})")]
    private static partial Regex Browser();
}

using AngleSharp.Dom;

namespace OidcRelyingParty.AspNetCore.Tests.SettingsPage;

/// <summary>An answer of the page, and what a browser makes of it.</summary>
/// <param name="Response">The answer; its body was read.</param>
/// <param name="Document">The page.</param>
/// <param name="Html">Its text, as it came.</param>
internal sealed record PageView(HttpResponseMessage Response, IDocument Document, string Html)
{
    public int Status => (int)Response.StatusCode;

    /// <summary>What stands in a field.</summary>
    public string? ValueOf(string id) => Document.GetElementById(id)?.GetAttribute("value");

    /// <summary>The text of an element, on one line; null when there is none.</summary>
    public string? TextOf(string selector) =>
        Document.QuerySelector(selector) is { } element ? string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : null;

    /// <summary>The codes of the errors that the page says.</summary>
    public IEnumerable<string?> Codes => Document.QuerySelectorAll("[data-error-code]").Select(element => element.GetAttribute("data-error-code"));

    /// <summary>The fields that the list at the top leads to.</summary>
    public IEnumerable<string?> Faults => Document.QuerySelectorAll("#faults a").Select(link => link.GetAttribute("href"));
}

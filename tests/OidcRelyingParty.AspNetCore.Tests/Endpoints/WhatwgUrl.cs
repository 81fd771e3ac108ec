namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>Where a browser would go: the parts of the URL Standard (https://url.spec.whatwg.org) that attackers use.</summary>
internal static class WhatwgUrl
{
    /// <summary>Whether a <c>Location</c> on a page of ours keeps the browser on our origin, whatever it does with the rest.</summary>
    public static bool StaysOnOrigin(string location)
    {
        // Leading and trailing control characters and spaces are stripped; tab, CR and LF are removed anywhere.
        var text = string.Concat(location.Trim([.. Enumerable.Range(0, 0x21).Select(c => (char)c)]).Where(c => c is not ('\t' or '\r' or '\n')));
        // In an https URL a backslash is a slash, up to the query.
        var end = text.IndexOfAny(['?', '#']);
        var path = (end < 0 ? text : text[..end]).Replace('\\', '/');
        return path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal);
    }
}

namespace OidcRelyingParty.RealProviders.Tests.Browsing;

/// <summary>A form with what a browser would send of it; buttons are left out, the caller adds the one that is pressed.
/// <c>Origin</c> is that of the page that holds the form.</summary>
internal sealed record HtmlForm(HttpMethod Method, Uri Action, string Origin, IReadOnlyDictionary<string, string> Fields)
{
    public HtmlForm With(string name, string value) =>
        this with { Fields = new Dictionary<string, string>(Fields) { [name] = value } };
}

using System.Text;

namespace OidcRelyingParty.Wire;

/// <summary>Adds parameters to an endpoint that may have some of its own (RFC 6749, section 3.1).</summary>
internal sealed class QueryBuilder
{
    private readonly StringBuilder _url;
    private char _separator;

    public QueryBuilder(Uri endpoint)
    {
        _url = new StringBuilder(endpoint.AbsoluteUri, 512);
        _separator = endpoint.Query.Length > 0 ? '&' : '?';
    }

    public void Add(string name, string value)
    {
        _url.Append(_separator).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        _separator = '&';
    }

    public void AddUnlessEmpty(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            Add(name, value);
        }
    }

    public Uri ToUri() => new(_url.ToString());
}

namespace OidcRelyingParty.Testing;

/// <summary>A request the provider received, whichever way it came.</summary>
public sealed class ProviderRequest
{
    /// <summary>Creates a request as it came over the wire.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="uri">The absolute address.</param>
    /// <param name="headers">The headers; null for none.</param>
    /// <param name="body">The body as text.</param>
    public ProviderRequest(string method, Uri uri, IEnumerable<KeyValuePair<string, string>>? headers = null, string body = "")
    {
        ArgumentNullException.ThrowIfNull(uri);
        Method = method;
        Uri = uri;
        Body = body;
        foreach (var header in headers ?? [])
        {
            Headers.Add(header.Key, header.Value);
        }

        Query = ProviderParameters.Parse(uri.Query);
        Form = IsForm(Headers["Content-Type"]) ? ProviderParameters.Parse(body) : [];
    }

    /// <summary>Where the request went; known once the provider has taken it.</summary>
    public ProviderEndpoint Endpoint { get; internal set; }

    /// <summary>When the provider took the request, by its clock.</summary>
    public DateTimeOffset ReceivedAt { get; internal set; }

    /// <summary>The HTTP method, in capitals.</summary>
    public string Method { get; }

    /// <summary>The absolute address.</summary>
    public Uri Uri { get; }

    /// <summary>The headers; names are compared without regard to case.</summary>
    public ProviderParameters Headers { get; } = new(StringComparison.OrdinalIgnoreCase);

    /// <summary>The body as text.</summary>
    public string Body { get; }

    /// <summary>The decoded query.</summary>
    public ProviderParameters Query { get; }

    /// <summary>The decoded form; empty when the body is not a form.</summary>
    public ProviderParameters Form { get; }

    /// <summary>The form of a POST, the query of anything else.</summary>
    public ProviderParameters Parameters => Method == "POST" ? Form : Query;

    internal string? FindCookie(string name) =>
        Headers.GetValues("Cookie")
            .SelectMany(header => header.Split(';', StringSplitOptions.TrimEntries))
            .Where(pair => pair.StartsWith(name + "=", StringComparison.Ordinal))
            .Select(pair => pair[(name.Length + 1)..])
            .FirstOrDefault();

    private static bool IsForm(string? contentType) =>
        contentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
}

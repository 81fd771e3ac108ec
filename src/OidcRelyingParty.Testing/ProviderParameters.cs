using System.Collections;
using System.Net;

namespace OidcRelyingParty.Testing;

/// <summary>Names and values in order, where a name may occur more than once: a query, a form, or headers.</summary>
public sealed class ProviderParameters : IEnumerable<KeyValuePair<string, string>>
{
    private readonly List<KeyValuePair<string, string>> _pairs = [];
    private readonly StringComparison _comparison;

    /// <summary>Creates an empty collection whose names are compared exactly.</summary>
    public ProviderParameters()
        : this(StringComparison.Ordinal)
    {
    }

    internal ProviderParameters(StringComparison comparison) => _comparison = comparison;

    /// <summary>The number of pairs.</summary>
    public int Count => _pairs.Count;

    /// <summary>Gets the first value of a name, or null; sets its only value, or removes it when null is assigned.</summary>
    /// <param name="name">The parameter's name.</param>
    public string? this[string name]
    {
        get => _pairs.Find(pair => Is(pair, name)).Value;
        set
        {
            var at = _pairs.FindIndex(pair => Is(pair, name));
            Remove(name);
            if (value is not null)
            {
                _pairs.Insert(at < 0 ? _pairs.Count : at, new(name, value));
            }
        }
    }

    /// <summary>Adds a pair even if the name is already there, so that it is sent twice.</summary>
    /// <param name="name">The parameter's name.</param>
    /// <param name="value">The parameter's value.</param>
    public void Add(string name, string value) => _pairs.Add(new(name, value));

    /// <summary>Removes every value of a name.</summary>
    /// <param name="name">The parameter's name.</param>
    public void Remove(string name) => _pairs.RemoveAll(pair => Is(pair, name));

    /// <summary>Whether a name is there.</summary>
    /// <param name="name">The parameter's name.</param>
    public bool Contains(string name) => _pairs.Exists(pair => Is(pair, name));

    /// <summary>Every value of a name, in order.</summary>
    /// <param name="name">The parameter's name.</param>
    public IReadOnlyList<string> GetValues(string name) => [.. _pairs.Where(pair => Is(pair, name)).Select(pair => pair.Value)];

    /// <summary>Reads a query (with or without its question mark) or a form body.</summary>
    /// <param name="encoded">Text in <c>application/x-www-form-urlencoded</c>.</param>
    public static ProviderParameters Parse(string encoded)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        var parameters = new ProviderParameters();
        foreach (var part in encoded.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var pair = part.Split('=', 2);
            parameters.Add(WebUtility.UrlDecode(pair[0]), pair.Length == 2 ? WebUtility.UrlDecode(pair[1]) : "");
        }

        return parameters;
    }

    /// <summary>The pairs as a query, without a question mark.</summary>
    public string ToQueryString() =>
        string.Join('&', _pairs.Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value)}"));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private bool Is(KeyValuePair<string, string> pair, string name) => string.Equals(pair.Key, name, _comparison);
}

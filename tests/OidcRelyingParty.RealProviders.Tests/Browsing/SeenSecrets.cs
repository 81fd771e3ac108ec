using System.Web;

namespace OidcRelyingParty.RealProviders.Tests.Browsing;

/// <summary>Every code and token that went through an address or a form of a browser.</summary>
internal sealed class SeenSecrets
{
    private static readonly string[] Names =
        ["code", "access_token", "id_token", "id_token_hint", "refresh_token", "client_secret", "client_assertion"];

    private readonly HashSet<string> _values = [];

    public IReadOnlyCollection<string> Values => _values;

    public void Note(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        Note(values.AllKeys.OfType<string>().ToDictionary(k => k, k => values[k] ?? ""));
    }

    public void Note(IReadOnlyDictionary<string, string> parameters) =>
        _values.UnionWith(Names.Select(parameters.GetValueOrDefault).OfType<string>().Where(v => v.Length > 0));
}

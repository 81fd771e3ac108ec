using System.Collections.Specialized;
using System.Net;
using System.Text.Json;
using System.Web;

namespace OidcRelyingParty.RealProviders.Tests.Tapping;

/// <summary>One request that went over a tapped line, and its answer.</summary>
internal sealed record Exchange(string Request, HttpStatusCode Status, string? CacheControl, string Answer)
{
    private static readonly string[] TokenNames = ["access_token", "refresh_token", "id_token"];
    private static readonly string[] FieldNames = ["code", "code_verifier", "refresh_token", "token", "logout_token", "client_assertion", "client_secret"];

    /// <summary>The form that was posted.</summary>
    public NameValueCollection Form => HttpUtility.ParseQueryString(Request);

    public bool IsRefresh => Form["grant_type"] == "refresh_token";

    /// <summary>Every code, token and secret in it.</summary>
    public IEnumerable<string> Secrets => FieldNames.Select(name => Form[name]).Concat(TokenNames.Select(Token)).OfType<string>();

    /// <summary>A token of the answer; null when it brings none.</summary>
    public string? Token(string name) =>
        Answer.StartsWith('{') && JsonDocument.Parse(Answer).RootElement.TryGetProperty(name, out var token) ? token.GetString() : null;
}

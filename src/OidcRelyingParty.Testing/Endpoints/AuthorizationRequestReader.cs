using System.Globalization;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Reads an authorization request strictly: OpenID Connect Core 1.0 section 3.1.2.2, RFC 7636, RFC 6749 section 3.1.</summary>
internal static class AuthorizationRequestReader
{
    private static readonly string[] s_prompts = ["none", "login", "consent", "select_account"];

    /// <summary>Fills in the rest of a request whose client and redirect URI are known; or says what is wrong, as error and description.</summary>
    public static (AuthorizationRequest Request, (string Error, string Description)? Refused) Read(AuthorizationRequest start, ProviderParameters sent)
    {
        var maxAge = sent["max_age"] is { } seconds && int.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? TimeSpan.FromSeconds(number)
            : (TimeSpan?)null;
        var request = start with
        {
            Scopes = Words(sent["scope"]),
            Prompts = Words(sent["prompt"]),
            Nonce = sent["nonce"],
            CodeChallenge = sent["code_challenge"],
            MaxAge = maxAge,
            Acr = Words(sent["acr_values"]).FirstOrDefault(),
            LoginHint = sent["login_hint"],
        };
        return (request, FindError(request, sent));
    }

    private static (string, string)? FindError(AuthorizationRequest request, ProviderParameters sent) =>
        sent.Contains("request") ? ("request_not_supported", "Request objects are not supported.")
        : sent.Contains("request_uri") ? ("request_uri_not_supported", "Request objects are not supported.")
        : sent["response_type"] is null ? ("invalid_request", "response_type is missing.")
        : sent["response_type"] != "code" ? ("unsupported_response_type", "Only the code flow is supported.")
        : sent["response_mode"] is not (null or "query" or "form_post") ? ("invalid_request", "response_mode is not supported.")
        : !request.Scopes.Contains("openid") ? ("invalid_scope", "scope has no openid.")
        : request.CodeChallenge is null && sent.Contains("code_challenge_method") ? ("invalid_request", "code_challenge is missing.")
        : request.CodeChallenge is null && request.Client.RequirePkce ? ("invalid_request", "code_challenge is required.")
        : request.CodeChallenge is not null && sent["code_challenge_method"] != "S256" ? ("invalid_request", "code_challenge_method must be S256.")
        : request.CodeChallenge is { Length: not 43 } ? ("invalid_request", "code_challenge is not a SHA-256 hash.")
        : request.Prompts.Contains("none") && request.Prompts.Count > 1 ? ("invalid_request", "prompt=none stands alone.")
        : request.Prompts.Except(s_prompts).Any() ? ("invalid_request", "prompt has an unknown value.")
        : sent.Contains("max_age") && request.MaxAge is null ? ("invalid_request", "max_age is not a number.")
        : null;

    private static string[] Words(string? list) => list?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
}

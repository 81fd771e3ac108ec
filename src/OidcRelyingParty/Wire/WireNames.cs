namespace OidcRelyingParty.Wire;

/// <summary>Names as they stand on the wire; everywhere else the same things have .NET names.</summary>
internal static class WireNames
{
    // Authorization request and response: OpenID Connect Core 3.1.2.1, RFC 6749 4.1, RFC 7636, RFC 8707, RFC 9207
    public const string AcrValues = "acr_values";
    public const string ClientId = "client_id";
    public const string Code = "code";
    public const string CodeChallenge = "code_challenge";
    public const string CodeChallengeMethod = "code_challenge_method";
    public const string Error = "error";
    public const string ErrorDescription = "error_description";
    public const string IdTokenHint = "id_token_hint";
    public const string LoginHint = "login_hint";
    public const string MaxAge = "max_age";
    public const string Nonce = "nonce";
    public const string Prompt = "prompt";
    public const string RedirectUri = "redirect_uri";
    public const string Request = "request";
    public const string RequestUri = "request_uri";
    public const string Resource = "resource";
    public const string ResponseMode = "response_mode";
    public const string ResponseType = "response_type";
    public const string Scope = "scope";
    public const string State = "state";
    public const string UiLocales = "ui_locales";

    // Token request and response: RFC 6749 4.1.3, RFC 7521 4.2
    public const string AccessToken = "access_token";
    public const string ClientAssertion = "client_assertion";
    public const string ClientAssertionType = "client_assertion_type";
    public const string ClientSecret = "client_secret";
    public const string CodeVerifier = "code_verifier";
    public const string ExpiresIn = "expires_in";
    public const string GrantType = "grant_type";
    public const string IdToken = "id_token";
    public const string RefreshToken = "refresh_token";
    public const string TokenType = "token_type";

    public const string Token = "token";
    public const string TokenTypeHint = "token_type_hint";

    // Logout: RP-Initiated, Back-Channel and Front-Channel Logout 1.0
    public const string Events = "events";
    public const string LogoutHint = "logout_hint";
    public const string LogoutToken = "logout_token";
    public const string PostLogoutRedirectUri = "post_logout_redirect_uri";

    // Third-party-initiated login: OpenID Connect Core 4
    public const string TargetLinkUri = "target_link_uri";

    // Claims: RFC 7519 4.1, OpenID Connect Core 2 and 5.1
    public const string Acr = "acr";
    public const string AtHash = "at_hash";
    public const string Audience = "aud";
    public const string AuthorizedParty = "azp";
    public const string AuthTime = "auth_time";
    public const string Email = "email";
    public const string ExpiresAt = "exp";
    public const string IssuedAt = "iat";
    public const string Issuer = "iss";
    public const string JwtId = "jti";
    public const string Name = "name";
    public const string NotBefore = "nbf";
    public const string PreferredUsername = "preferred_username";
    public const string SessionId = "sid";
    public const string Subject = "sub";
}

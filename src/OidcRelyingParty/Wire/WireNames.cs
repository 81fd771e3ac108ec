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

    // Revocation request: RFC 7009 2.1
    public const string Token = "token";
    public const string TokenTypeHint = "token_type_hint";

    // What these requests may hold
    public const string AuthorizationCodeGrant = "authorization_code";
    public const string EmailScope = "email";
    public const string FormPost = "form_post";
    public const string OpenIdScope = "openid";
    public const string ProfileScope = "profile";
    public const string Query = "query";
    public const string Sha256CodeChallenge = "S256";

    // Client authentication: OpenID Connect Core 9
    public const string ClientSecretBasic = "client_secret_basic";
    public const string ClientSecretJwt = "client_secret_jwt";
    public const string ClientSecretPost = "client_secret_post";
    public const string PrivateKeyJwt = "private_key_jwt";

    // Errors: RFC 6749 4.1.2.1 and 5.2, OpenID Connect Core 3.1.2.6
    public const string AccessDenied = "access_denied";
    public const string AccountSelectionRequired = "account_selection_required";
    public const string ConsentRequired = "consent_required";
    public const string InteractionRequired = "interaction_required";
    public const string InvalidClient = "invalid_client";
    public const string InvalidCode = "invalid_code"; // of glewlwyd alone, in place of invalid_grant
    public const string InvalidGrant = "invalid_grant";
    public const string LoginRequired = "login_required";
    public const string ServerError = "server_error";
    public const string TemporarilyUnavailable = "temporarily_unavailable";
    public const string UnauthorizedClient = "unauthorized_client";

    // Provider metadata: OpenID Connect Discovery 3, RFC 9207 3
    public const string AuthorizationEndpoint = "authorization_endpoint";
    public const string AuthorizationResponseIssuer = "authorization_response_iss_parameter_supported";
    public const string EndSessionEndpoint = "end_session_endpoint";
    public const string JwksUri = "jwks_uri";
    public const string RevocationEndpoint = "revocation_endpoint";
    public const string MetadataIssuer = "issuer";
    public const string AcrValuesSupported = "acr_values_supported";
    public const string ClaimsSupported = "claims_supported";
    public const string CodeChallengeMethodsSupported = "code_challenge_methods_supported";
    public const string GrantTypesSupported = "grant_types_supported";
    public const string IdTokenSigningAlgorithmsSupported = "id_token_signing_alg_values_supported";
    public const string ResponseModesSupported = "response_modes_supported";
    public const string ResponseTypesSupported = "response_types_supported";
    public const string ScopesSupported = "scopes_supported";
    public const string TokenEndpoint = "token_endpoint";
    public const string TokenEndpointAuthMethods = "token_endpoint_auth_methods_supported";
    public const string TokenEndpointAuthSigningAlgorithms = "token_endpoint_auth_signing_alg_values_supported";
    public const string UserInfoEndpoint = "userinfo_endpoint";

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
    public const string Amr = "amr";
    public const string Audience = "aud";
    public const string AuthorizedParty = "azp";
    public const string AuthTime = "auth_time";
    public const string CodeHash = "c_hash";
    public const string Email = "email";
    public const string EmailVerified = "email_verified";
    public const string ExpiresAt = "exp";
    public const string FamilyName = "family_name";
    public const string GivenName = "given_name";
    public const string IssuedAt = "iat";
    public const string Issuer = "iss";
    public const string JwtId = "jti";
    public const string Locale = "locale";
    public const string Name = "name";
    public const string NotBefore = "nbf";
    public const string Picture = "picture";
    public const string PreferredUsername = "preferred_username";
    public const string SessionId = "sid";
    public const string Subject = "sub";
    public const string TenantId = "tid";
    public const string ZoneInfo = "zoneinfo";

    // Claims that are elsewhere: OpenID Connect Core 5.6.2, and Microsoft Entra's own sign for groups
    public const string ClaimNames = "_claim_names";
    public const string Groups = "groups";
    public const string HasGroups = "hasgroups";
}

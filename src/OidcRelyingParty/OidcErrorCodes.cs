namespace OidcRelyingParty;

/// <summary>The stable codes of <see cref="OidcError"/>. Never renamed, never reused; <c>docs/errors.md</c> has a row for each.</summary>
public static class OidcErrorCodes
{
    /// <summary>The settings cannot be used; the message names each field.</summary>
    public const string SettingsInvalid = "settings.invalid";

    /// <summary>A setting that must be there is missing.</summary>
    public const string SettingsRequired = "settings.required";

    /// <summary>A document of settings has a member that is no setting.</summary>
    public const string SettingsMemberUnknown = "settings.member_unknown";

    /// <summary>A document of settings cannot be read.</summary>
    public const string SettingsDocument = "settings.document";

    /// <summary>Somebody else has saved the settings since they were read.</summary>
    public const string SettingsConflict = "settings.conflict";

    /// <summary>A change of settings does not say which version it changes.</summary>
    public const string SettingsPrecondition = "settings.precondition_required";

    /// <summary>The stored settings are damaged.</summary>
    public const string SettingsDamaged = "settings.damaged";

    /// <summary>The stored secrets cannot be decrypted.</summary>
    public const string SettingsSecretUnreadable = "settings.secret_unreadable";

    /// <summary>Settings that must be tested before they count were not.</summary>
    public const string SettingsNotTested = "settings.not_tested";

    /// <summary>Single sign-on is to be the only way in with settings that nobody has signed in with.</summary>
    public const string SettingsNotProven = "settings.not_proven";

    /// <summary>There is no such revision, or nothing to confirm.</summary>
    public const string SettingsRevisionUnknown = "settings.revision_unknown";

    /// <summary>The settings name an address that is not on the public internet.</summary>
    public const string SettingsAddressRefused = "settings.address_refused";

    /// <summary>There are no settings for this tenant and provider.</summary>
    public const string SettingsMissing = "settings.missing";

    /// <summary>There is no sign-in with a provider at this address.</summary>
    public const string TenantUnknown = "settings.tenant_unknown";

    /// <summary>Sign-in with this provider is switched off.</summary>
    public const string SettingsDisabled = "settings.disabled";

    /// <summary>The revision of the settings that this sign-in began with is no longer known.</summary>
    public const string SettingsVersionGone = "settings.version_gone";

    /// <summary>The store of the settings does not answer.</summary>
    public const string SettingsStoreFailed = "settings.store_failed";

    /// <summary>The provider could not be reached in time.</summary>
    public const string ProviderUnreachable = "provider.unreachable";

    /// <summary>The provider is at an address that this application must not ask.</summary>
    public const string ProviderAddressRefused = "provider.address_refused";

    /// <summary>The provider says that it cannot answer at the moment.</summary>
    public const string ProviderUnavailable = "provider.unavailable";

    /// <summary>The provider's answer is too large or encoded in a way that was not asked for.</summary>
    public const string ProviderResponse = "provider.response";

    /// <summary>What is at the metadata address is not provider metadata.</summary>
    public const string MetadataUnreadable = "metadata.unreadable";

    /// <summary>The metadata is of another issuer than the settings say.</summary>
    public const string MetadataIssuer = "metadata.issuer";

    /// <summary>The metadata lacks a required member or has one of a wrong type.</summary>
    public const string MetadataIncomplete = "metadata.incomplete";

    /// <summary>The metadata names an endpoint that must not be used.</summary>
    public const string MetadataEndpoint = "metadata.endpoint";

    /// <summary>The provider's key set cannot be read.</summary>
    public const string KeySetUnreadable = "metadata.key_set";

    /// <summary>The redirect URI cannot be worked out.</summary>
    public const string PublicOriginMissing = "authorization.public_origin";

    /// <summary>The answer that came through the browser is malformed.</summary>
    public const string AuthorizationResponse = "authorization.response";

    /// <summary>The answer came another way (query or form) than was asked for.</summary>
    public const string ResponseMode = "authorization.response_mode";

    /// <summary>The answer has no state.</summary>
    public const string StateMissing = "authorization.state_missing";

    /// <summary>The answer belongs to no sign-in of this browser.</summary>
    public const string StateUnknown = "authorization.state_unknown";

    /// <summary>The sign-in took too long.</summary>
    public const string StateExpired = "authorization.state_expired";

    /// <summary>The answer was used before.</summary>
    public const string StateReplayed = "authorization.state_replayed";

    /// <summary>It cannot be known whether the answer was used before.</summary>
    public const string ReplayStoreFailed = "authorization.replay_store";

    /// <summary>The answer is from another provider than the one asked (RFC 9207).</summary>
    public const string ResponseIssuer = "authorization.issuer";

    /// <summary>The user or the provider declined.</summary>
    public const string AccessDenied = "authorization.access_denied";

    /// <summary>The provider would have to ask the user, and was told not to.</summary>
    public const string InteractionRequired = "authorization.interaction_required";

    /// <summary>The provider does not accept the authorization request.</summary>
    public const string AuthorizationRefused = "authorization.refused";

    /// <summary>No client authentication suits both the provider and the settings.</summary>
    public const string ClientAuthenticationMethod = "token.client_authentication";

    /// <summary>The provider does not accept this application's credentials.</summary>
    public const string ClientRefused = "token.client_refused";

    /// <summary>The provider does not redeem the code.</summary>
    public const string CodeRefused = "token.code_refused";

    /// <summary>The provider refuses the token request.</summary>
    public const string TokenRefused = "token.refused";

    /// <summary>The token response cannot be used.</summary>
    public const string TokenResponse = "token.response";

    /// <summary>The token response has no ID token.</summary>
    public const string IdTokenMissing = "id_token.missing";

    /// <summary>The ID token is not a signed JWT in its strict form.</summary>
    public const string IdTokenFormat = "id_token.format";

    /// <summary>The ID token is too long.</summary>
    public const string IdTokenTooLarge = "id_token.too_large";

    /// <summary>The ID token is encrypted and cannot be decrypted.</summary>
    public const string IdTokenEncrypted = "id_token.encrypted";

    /// <summary>The ID token is signed with an algorithm that is not accepted.</summary>
    public const string IdTokenAlgorithm = "id_token.algorithm";

    /// <summary>The ID token demands an extension that is not known here.</summary>
    public const string IdTokenCritical = "id_token.critical";

    /// <summary>The token is of another type than an ID token.</summary>
    public const string IdTokenType = "id_token.type";

    /// <summary>The ID token is signed with a key that the provider does not publish.</summary>
    public const string IdTokenKey = "id_token.key";

    /// <summary>The ID token's signature is wrong.</summary>
    public const string IdTokenSignature = "id_token.signature";

    /// <summary>The ID token is from another issuer.</summary>
    public const string IdTokenIssuer = "id_token.issuer";

    /// <summary>The user is of a directory tenant that may not sign in here.</summary>
    public const string IdTokenTenant = "id_token.tenant";

    /// <summary>The ID token is for another client.</summary>
    public const string IdTokenAudience = "id_token.audience";

    /// <summary>The ID token was issued to another client, or is also for others.</summary>
    public const string IdTokenAuthorizedParty = "id_token.authorized_party";

    /// <summary>The ID token does not name a user.</summary>
    public const string IdTokenSubject = "id_token.subject";

    /// <summary>The ID token has expired or has no expiry.</summary>
    public const string IdTokenExpired = "id_token.expired";

    /// <summary>The ID token is not valid yet.</summary>
    public const string IdTokenNotYetValid = "id_token.not_before";

    /// <summary>The ID token was not issued during this sign-in.</summary>
    public const string IdTokenIssuedAt = "id_token.issued_at";

    /// <summary>The ID token belongs to another sign-in.</summary>
    public const string IdTokenNonce = "id_token.nonce";

    /// <summary>The user did not authenticate strongly enough.</summary>
    public const string IdTokenAcr = "id_token.acr";

    /// <summary>The user's authentication is too old, or its time is unknown.</summary>
    public const string IdTokenAuthTime = "id_token.auth_time";

    /// <summary>The access token does not belong to the ID token.</summary>
    public const string IdTokenAccessTokenHash = "id_token.at_hash";

    /// <summary>The UserInfo answer cannot be used.</summary>
    public const string UserInfoResponse = "userinfo.response";

    /// <summary>UserInfo is about another user than the ID token.</summary>
    public const string UserInfoSubject = "userinfo.subject";

    /// <summary>The request to sign out did not come from this site's own pages.</summary>
    public const string SignOutCrossSite = "sign_out.cross_site";

    /// <summary>The signed-in user may not see this page.</summary>
    public const string RoleMissing = "host.forbidden";

    /// <summary>The provider does not renew the session.</summary>
    public const string RefreshRefused = "token.refresh_refused";

    /// <summary>The logout token is missing or not a signed JWT in its strict form.</summary>
    public const string LogoutTokenFormat = "logout_token.format";

    /// <summary>The token is of another type than a logout token.</summary>
    public const string LogoutTokenType = "logout_token.type";

    /// <summary>The logout token is from an issuer, or for a client, that no settings name.</summary>
    public const string LogoutTokenIssuer = "logout_token.issuer";

    /// <summary>The logout token is signed with an algorithm that is not accepted.</summary>
    public const string LogoutTokenAlgorithm = "logout_token.algorithm";

    /// <summary>The logout token's signature is wrong, or its key is not published.</summary>
    public const string LogoutTokenSignature = "logout_token.signature";

    /// <summary>The logout token has expired, was issued in the future or long ago, or does not say when.</summary>
    public const string LogoutTokenTime = "logout_token.time";

    /// <summary>The logout token lacks a claim it must have, or has one it must not have.</summary>
    public const string LogoutTokenClaims = "logout_token.claims";

    /// <summary>The logout token was used before.</summary>
    public const string LogoutTokenReplayed = "logout_token.replayed";

    /// <summary>The front-channel logout does not name a session of this application.</summary>
    public const string FrontChannelSession = "front_channel.session";

    /// <summary>The sign-in was started for a provider that is not configured.</summary>
    public const string InitiatorUnknown = "sign_in.initiator_unknown";

    /// <summary>The store of the sessions does not answer.</summary>
    public const string SessionStoreFailed = "session.store_failed";

    /// <summary>There is no session any more.</summary>
    public const string SessionEnded = "session.ended";

    /// <summary>The session has no access token that can be used.</summary>
    public const string SessionNoAccessToken = "session.no_access_token";

    /// <summary>The ID token names a session in a way that cannot be kept.</summary>
    public const string IdTokenSession = "id_token.session";

    /// <summary>The request of the front end cannot be used.</summary>
    public const string FrontEndRequest = "front_end.request";

    /// <summary>The address at which this sign-in starts is no longer valid.</summary>
    public const string FrontEndTicket = "front_end.ticket";

    /// <summary>The settings do not say where the front end is.</summary>
    public const string FrontEndUrlMissing = "front_end.url_missing";

    /// <summary>The one-time code cannot be exchanged.</summary>
    public const string FrontEndCode = "front_end.code";

    /// <summary>The application's own login does not let this user in.</summary>
    public const string LocalRefused = "local.refused";

    /// <summary>There were too many attempts to sign in.</summary>
    public const string LocalThrottled = "local.throttled";

    /// <summary>The application's own login cannot check anybody at the moment.</summary>
    public const string LocalUnavailable = "local.unavailable";

    /// <summary>The login form did not come from this site's own pages.</summary>
    public const string LocalCrossSite = "local.cross_site";

    /// <summary>A connection test is under way, or too many were started.</summary>
    public const string SettingsProbeBusy = "settings.probe_busy";

    /// <summary>Settings are changed by administrators who are signed in.</summary>
    public const string SettingsSignInRequired = "settings.sign_in_required";

    /// <summary>This user may not see or change these settings.</summary>
    public const string SettingsAccessDenied = "settings.access_denied";

    /// <summary>The change of settings does not come from this site.</summary>
    public const string SettingsCrossSite = "settings.cross_site";

    /// <summary>The settings are not sent as JSON.</summary>
    public const string SettingsContentType = "settings.content_type";

    /// <summary>The document of settings is too large.</summary>
    public const string SettingsTooLarge = "settings.too_large";

    /// <summary>The address of the settings is asked with the wrong method.</summary>
    public const string SettingsMethod = "settings.method";

    /// <summary>The request about settings failed.</summary>
    public const string SettingsRequestFailed = "settings.request_failed";

    /// <summary>A check of the connection test passed.</summary>
    public const string ProbePassed = "probe.passed";

    /// <summary>The metadata does not say whether the provider can do something that sign-ins use.</summary>
    public const string ProbeNotStated = "probe.not_stated";

    /// <summary>The provider signs ID tokens with no algorithm that is accepted, or publishes no key for one.</summary>
    public const string ProbeAlgorithms = "probe.algorithms";

    /// <summary>The provider does not offer PKCE with S256, which every sign-in uses.</summary>
    public const string ProbePkce = "probe.pkce";

    /// <summary>The provider does not offer something that the sign-ins of these settings ask for.</summary>
    public const string ProbeRequest = "probe.request";

    /// <summary>The settings ask for scopes that the provider does not list.</summary>
    public const string ProbeScopes = "probe.scopes";

    /// <summary>The settings use claims that the provider does not list.</summary>
    public const string ProbeClaims = "probe.claims";

    /// <summary>The provider lacks an endpoint that the settings need.</summary>
    public const string ProbeEndpoint = "probe.endpoint";

    /// <summary>It could not be found out whether the provider accepts the credentials of the client.</summary>
    public const string ProbeClient = "probe.client";

    /// <summary>The provider did not confirm the redirect URI.</summary>
    public const string ProbeRedirectUri = "probe.redirect_uri";

    /// <summary>No claim gives the user a role, and the settings let nobody in without one.</summary>
    public const string RolesNone = "roles.none";

    /// <summary>The user's roles cannot be told from the claims, and the settings let nobody in then.</summary>
    public const string RolesUnknown = "roles.unknown";

    /// <summary>The claims to explain are not one JSON object.</summary>
    public const string RolesDocument = "roles.document";

    /// <summary>The user may not enter: there is no account for the user here, none is made, or it is disabled. Which of these only the log says.</summary>
    public const string AccountRefused = "account.refused";

    /// <summary>A claim that the account needs is missing, or cannot be used.</summary>
    public const string AccountClaimMissing = "account.claim_missing";

    /// <summary>The user's name, or identifier, is another account's.</summary>
    public const string AccountUserNameTaken = "account.user_name_taken";

    /// <summary>More than one account could be the user's.</summary>
    public const string AccountAmbiguous = "account.ambiguous";

    /// <summary>An account is there already, and this sign-in does not lead to it.</summary>
    public const string AccountLinkRefused = "account.link_refused";

    /// <summary>The store of the accounts does not answer, or answers what cannot be.</summary>
    public const string AccountStoreFailed = "account.store_failed";
}

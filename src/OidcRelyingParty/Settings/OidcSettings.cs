using System.Collections.Frozen;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <summary>
/// Everything an administrator decides about one provider: an immutable snapshot with a version.
/// A sign-in uses one snapshot from its first redirect to its last claim.
/// </summary>
/// <remarks>
/// Three addresses are three settings: <see cref="Issuer"/> is what tokens must say, <see cref="MetadataAddress"/> where the
/// metadata is read when it is elsewhere, and <see cref="BackchannelBaseUrl"/> how this application reaches a provider that
/// browsers reach under another name.
/// </remarks>
public sealed record OidcSettings
{
    /// <summary>The shortest secret, in bytes, that can sign with HS256 (RFC 7518 section 3.2).</summary>
    internal const int MinHmacKeyLength = 32;

    /// <summary>Which tenant and provider these settings are for. Default: the one of a host with a single provider.</summary>
    public OidcSettingsKey Key { get; init; } = OidcSettingsKey.Default;

    /// <summary>Which revision this is; given by the store, compared for equality only. 1 to 64 characters.</summary>
    public string Version { get; init; } = "1";

    /// <summary>Whether sign-in with this provider is offered. Default: true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>
    /// The issuer, exactly as the provider writes it in its metadata and tokens. Null when only <see cref="MetadataAddress"/> is known:
    /// the issuer is then that address without <c>/.well-known/openid-configuration</c>, with or without a final slash.
    /// </summary>
    public IssuerUrl? Issuer { get; init; }

    /// <summary>Where the provider's metadata is read; null for the standard place below <see cref="Issuer"/>.</summary>
    public Uri? MetadataAddress { get; init; }

    /// <summary>
    /// The base under which this application itself reaches the provider, such as <c>http://keycloak:8080</c>, in place of the origin that
    /// browsers use. Applies to metadata, key set, token endpoint and UserInfo; null when there is no difference.
    /// </summary>
    public Uri? BackchannelBaseUrl { get; init; }

    /// <summary>The client identifier this application is registered under.</summary>
    public required string ClientId { get; init; }

    /// <summary>The client secret; null for a public client or one with a private key.</summary>
    public Secret? ClientSecret { get; init; }

    /// <summary>The private key for <see cref="ClientAuthenticationMethod.PrivateKeyJwt"/>.</summary>
    public ClientPrivateKey? ClientKey { get; init; }

    /// <summary>The private keys that encrypted ID tokens and UserInfo answers may be encrypted to; the newest first.</summary>
    public IReadOnlyList<ClientPrivateKey> DecryptionKeys { get; init; } = [];

    /// <summary>How to authenticate at the token endpoint; null to choose from what the provider's metadata offers.</summary>
    public ClientAuthenticationMethod? ClientAuthentication { get; init; }

    /// <summary>What a client assertion names as its audience. Default: the issuer.</summary>
    public ClientAssertionAudience ClientAssertionAudience { get; init; }

    /// <summary>The scopes to ask for; <c>openid</c> is always sent. Default: <c>openid profile email</c>.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [WireNames.OpenIdScope, WireNames.ProfileScope, WireNames.EmailScope];

    /// <summary>The redirect URI registered at the provider, when it is not the host's public origin and callback path.</summary>
    public Uri? RedirectUri { get; init; }

    /// <summary>How the answer comes back. Default: in the query.</summary>
    public AuthorizationResponseMode ResponseMode { get; init; }

    /// <summary>
    /// The signature algorithms accepted for ID tokens; empty for the default set (RS, PS and ES with 256, 384 and 512, and EdDSA where the
    /// host has it). An HS algorithm is accepted only when it is the only kind named here.
    /// </summary>
    public IReadOnlyList<string> IdTokenSigningAlgorithms { get; init; } = [];

    /// <summary>
    /// Who else an ID token may be for, besides this client: other values of <c>aud</c>, such as the project of a Zitadel application. An ID token
    /// for anybody else is refused (OpenID Connect Core, section 3.1.3.7, step 3). Default: nobody.
    /// </summary>
    public IReadOnlyList<string> TrustedAudiences { get; init; } = [];

    /// <summary>The <c>prompt</c> to send: <c>none</c>, <c>login</c>, <c>consent</c>, <c>select_account</c>; null to send none.</summary>
    public string? Prompt { get; init; }

    /// <summary>How old the user's authentication at the provider may be; null for any age. Whole seconds, from zero.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The authentication context classes to ask for, most wanted first. Default: none.</summary>
    public IReadOnlyList<string> AcrValues { get; init; } = [];

    /// <summary>Whether the ID token's <c>acr</c> must be one of <see cref="AcrValues"/>. Default: false, a wish only.</summary>
    public bool RequireAcr { get; init; }

    /// <summary>The languages for the provider's pages, space-separated BCP 47 tags; null to send none.</summary>
    public string? UiLocales { get; init; }

    /// <summary>The protected resources the access token is for (<see href="https://www.rfc-editor.org/rfc/rfc8707">RFC 8707</see>).</summary>
    public IReadOnlyList<string> Resources { get; init; } = [];

    /// <summary>Further parameters of the authorization request, such as <c>kc_idp_hint</c>. Names the protocol uses are refused.</summary>
    public IReadOnlyDictionary<string, string> ExtraParameters { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>Whether to ask the UserInfo endpoint. Default: when the provider publishes one.</summary>
    public UserInfoUse UserInfo { get; init; }

    /// <summary>How claims become roles. Default: none does.</summary>
    public RoleMapping Roles { get; init; } = RoleMapping.None;

    /// <summary>Whether signing out here also ends the session at the provider. Default: true.</summary>
    public bool SingleSignOut { get; init; } = true;

    /// <summary>
    /// Accept back-channel logout tokens without <c>exp</c>, for providers that send none (glewlwyd 2.7); their <c>iat</c> must then be younger
    /// than two minutes. Default: false.
    /// </summary>
    public bool AllowLogoutTokenWithoutExpiry { get; init; }

    /// <summary>
    /// Let a front-channel logout that does not name the session (<c>iss</c> and <c>sid</c>) end the one of the browser it comes from, for
    /// providers that name none (LemonLDAP::NG 2.16). Any page can then sign the user out. Default: false.
    /// </summary>
    public bool AllowFrontChannelLogoutWithoutSession { get; init; }

    /// <summary>Which users get an account, where the host keeps accounts. Default: only those who have one.</summary>
    public ProvisioningPolicy Provisioning { get; init; } = new();

    /// <summary>
    /// The directory tenants whose users may enter, for an <see cref="Issuer"/> with the placeholder <c>{tenantid}</c> (Microsoft Entra): their identifiers,
    /// which are GUIDs. A token must name one in its <c>iss</c> and <c>tid</c>. Default: none; with the placeholder there must be one.
    /// </summary>
    public IReadOnlyList<string> AllowedIssuerTenants { get; init; } = [];

    /// <summary>Whether an anonymous visit starts the sign-in at once instead of showing the login page. Default: false.</summary>
    public bool AutoSignIn { get; init; }

    /// <summary>
    /// Whether the application's own login is hidden. Counts only while a provider is enabled, proven and reachable; nobody is ever locked out.
    /// Default: false.
    /// </summary>
    public bool SingleSignOnOnly { get; init; }

    /// <summary>The front end that signs in through this application's API; null when there is none. Tokens and codes go to no other address.</summary>
    public Uri? FrontEndUrl { get; init; }

    /// <summary>
    /// Whether the front end may be given its token in the fragment of its address, where scripts and the browser's history see it, instead of a
    /// one-time code. Default: false.
    /// </summary>
    public bool AllowTokenInFragment { get; init; }

    /// <summary>
    /// How long a session lasts, counted from the sign-in and never extended; at least ten seconds. Null for what the host's code says (the session
    /// cookie's <c>ExpireTimeSpan</c>, 8 hours). Default: null.
    /// </summary>
    public TimeSpan? SessionLifetime { get; init; }

    /// <summary>
    /// Whether a session ends with the access token it began with (<c>expires_in</c>), if that is sooner than it would anyway; a refresh token does not
    /// prolong it. Changes nothing for a provider that sends no <c>expires_in</c>. Default: false.
    /// </summary>
    public bool SessionEndsWithAccessToken { get; init; }

    /// <summary>Values of the host's own, which this library keeps with the settings and does not look at. Never secrets: they are shown. Default: none.</summary>
    public IReadOnlyDictionary<string, string> HostValues { get; init; } = FrozenDictionary<string, string>.Empty;

    /// <summary>
    /// When the live provider last agreed with exactly these settings, by a probe or a test sign-in; null when it was not asked. Set by stores.
    /// </summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>
    /// Whether there are stored secrets that cannot be decrypted, because the key ring is lost or another's. Set by stores; such settings are shown and
    /// replaced, and sign nobody in.
    /// </summary>
    public bool SecretsUnreadable { get; init; }

    /// <summary>Whether the provider of these settings may be the given issuer; exactly the configured one, or that of an allowed tenant.</summary>
    /// <param name="issuer">The issuer as a message writes it.</param>
    public bool MayBeIssuedBy(string issuer) => Enabled && (Issuer is not null || MetadataAddress is not null)
        && (Issuer is { } own && IssuerTemplate.Is(own.Value) ? IsIssuer(own.Value, issuer) : ProviderAddress.Of(this).Accepts(issuer));

    /// <summary>
    /// Whether an issuer is the one that the provider's metadata state; where they state one for several directory tenants, whether it is that of
    /// a tenant whose users may enter.
    /// </summary>
    internal bool IsIssuer(string stated, string? issuer) => !IssuerTemplate.Is(stated)
        ? string.Equals(stated, issuer, StringComparison.Ordinal)
        : issuer is not null && IssuerTemplate.FindTenant(stated, issuer) is { } tenant && AllowedIssuerTenants.Contains(tenant, StringComparer.OrdinalIgnoreCase);
}

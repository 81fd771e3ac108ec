using System.Text.Json.Nodes;

namespace OidcRelyingParty.Testing;

/// <summary>
/// How the provider departs from the perfect one. Every hook is null by default; it receives what is about to be sent and may alter it.
/// </summary>
public sealed class ProviderBehaviour
{
    // Each of these means something in a URL, a form, HTML or Basic credentials.
    private const string Punctuation = " %+&:/?=#~!*'()@\"<>";

    private readonly TestSigningKeys _keys;

    internal ProviderBehaviour(TestSigningKeys keys) => _keys = keys;

    /// <summary>Answers in the provider's place; a null answer means the provider goes on as usual. May wait, or throw <see cref="HttpRequestException"/> for a broken connection.</summary>
    public Func<ProviderRequest, Task<ProviderResponse?>>? Respond { get; set; }

    /// <summary>Alters the provider metadata.</summary>
    public Action<JsonObject>? Discovery { get; set; }

    /// <summary>Alters the key set.</summary>
    public Action<JsonObject>? KeySet { get; set; }

    /// <summary>Alters the authorization response: remove, change or repeat its parameters.</summary>
    public Action<ProviderParameters>? AuthorizationResponse { get; set; }

    /// <summary>Alters the claims of an ID token before it is signed.</summary>
    public Action<JsonObject>? IdTokenClaims { get; set; }

    /// <summary>Alters the JOSE header of an ID token before it is signed; the signature stays that of the registered algorithm.</summary>
    public Action<JsonObject>? IdTokenHeader { get; set; }

    /// <summary>Replaces the finished ID token.</summary>
    public Func<string, string>? IdToken { get; set; }

    /// <summary>Alters a successful token response.</summary>
    public Action<JsonObject>? TokenResponse { get; set; }

    /// <summary>Alters the claims of UserInfo before they are sent or signed.</summary>
    public Action<JsonObject>? UserInfo { get; set; }

    /// <summary>Alters the claims of a logout token before it is signed.</summary>
    public Action<JsonObject>? LogoutTokenClaims { get; set; }

    /// <summary>Replaces the finished logout token.</summary>
    public Func<string, string>? LogoutToken { get; set; }

    /// <summary>Alters the form in which a logout token is posted.</summary>
    public Action<ProviderParameters>? LogoutRequest { get; set; }

    /// <summary>Alters what goes back to the client after a sign-out: its <c>state</c>.</summary>
    public Action<ProviderParameters>? EndSessionResponse { get; set; }

    /// <summary>The algorithm that signs logout tokens, or <c>none</c>; null (default) for the client's registered one.</summary>
    public string? LogoutTokenSigningAlgorithm { get; set; }

    /// <summary>Whether logout tokens carry a <c>typ</c> header. Default true.</summary>
    public bool TypeInLogoutTokenHeader { get; set; } = true;

    /// <summary>What refresh tokens end in. Default: nothing.</summary>
    public string RefreshTokenSuffix { get; set; } = "";

    /// <summary>What session ids (<c>sid</c>) end in. Default: nothing.</summary>
    public string SessionIdSuffix { get; set; } = "";

    /// <summary>Whether the issuer ends in a slash although its path does not. Default false.</summary>
    public bool TrailingSlashIssuer { get; set; }

    /// <summary>Whether authorization responses carry <c>iss</c> (RFC 9207) and the metadata says so. Default true.</summary>
    public bool IssuerInAuthorizationResponse { get; set; } = true;

    /// <summary>Whether token responses carry <c>expires_in</c>. Default true.</summary>
    public bool ExpiresIn { get; set; } = true;

    /// <summary>Whether ID tokens carry <c>sid</c>. Default true.</summary>
    public bool SessionIdInIdToken { get; set; } = true;

    /// <summary>Whether ID tokens carry a <c>typ</c> header. Default true.</summary>
    public bool TypeInIdTokenHeader { get; set; } = true;

    /// <summary>Whether the metadata is as odd as the conformance suite's: see <see cref="ConformanceHabits"/>. Default false.</summary>
    public bool UnusualMetadata { get; set; }

    /// <summary>
    /// Takes on the habits of the OpenID Foundation's conformance suite: an issuer with a slash at its end; keys without
    /// <c>alg</c> among decoys and encryption keys; unusual word order in <c>response_types_supported</c>; <c>none</c> among the
    /// algorithms; only the registered client authentication methods; no <c>code_challenge_methods_supported</c>; unknown members; no
    /// <c>iss</c> in responses; no <c>expires_in</c>, <c>sid</c> or <c>typ</c>; refresh tokens and session ids that end in punctuation.
    /// </summary>
    public void ConformanceHabits()
    {
        TrailingSlashIssuer = true;
        IssuerInAuthorizationResponse = false;
        ExpiresIn = false;
        SessionIdInIdToken = false;
        TypeInIdTokenHeader = false;
        TypeInLogoutTokenHeader = false;
        RefreshTokenSuffix = SessionIdSuffix = Punctuation;
        UnusualMetadata = true;
        _keys.PublishAlgorithm = false;
        _keys.AddDecoys();
    }
}

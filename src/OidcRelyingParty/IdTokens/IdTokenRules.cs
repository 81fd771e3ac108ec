namespace OidcRelyingParty.IdTokens;

/// <summary>
/// What an ID token must say, one function a rule, in the order of
/// <see href="https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation">OpenID Connect Core, section 3.1.3.7</see>.
/// Each answers with an error, or null. The signature is checked between the two lists, always.
/// </summary>
internal static partial class IdTokenRules
{
    /// <summary>Who issued it and for whom: what must be right before its signature means anything.</summary>
    public static readonly Func<IdTokenContext, OidcError?>[] BeforeSignature =
    [
        Algorithm,        // steps 7 and 8
        Type,             // RFC 8725 3.11
        Issuer,           // step 2
        Tenant,           // and what Microsoft asks for beyond it
        Audience,         // step 3
        AuthorizedParty,  // steps 4 and 5
    ];

    /// <summary>Whether it is good now, for this sign-in.</summary>
    public static readonly Func<IdTokenContext, OidcError?>[] AfterSignature =
    [
        HeaderCopies,     // RFC 7519 5.3
        Expiry,           // step 9
        NotBefore,        // RFC 7519 4.1.5
        IssuedAt,         // step 10
        Nonce,            // step 11
        AuthenticationContext, // step 12
        AuthenticationTime,    // step 13
        Subject,          // section 2
        Session,          // Front-Channel Logout 3
        AccessTokenHash,  // 3.1.3.8
    ];

    /// <summary>
    /// The second list for an ID token that came with a renewal
    /// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokenResponse">section 12.2</see>).
    /// </summary>
    public static readonly Func<IdTokenContext, OidcError?>[] AfterSignatureOfRenewed =
    [
        HeaderCopies,
        Expiry,
        NotBefore,
        IssuedAt,
        SameIssuer,
        SameUser,
        SameNonce,
        SameAuthenticationTime,
        Session,
        AccessTokenHash,
    ];

    private static OidcError Error(string code, string message) => OidcError.Create(code, message);
}

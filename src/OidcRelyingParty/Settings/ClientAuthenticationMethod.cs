namespace OidcRelyingParty.Settings;

/// <summary>
/// How this application proves itself at the token endpoint
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication">OpenID Connect Core, section 9</see>).
/// </summary>
public enum ClientAuthenticationMethod
{
    /// <summary><c>client_secret_basic</c>: id and secret, each form-encoded, in the Authorization header.</summary>
    ClientSecretBasic,

    /// <summary><c>client_secret_post</c>: id and secret as form fields.</summary>
    ClientSecretPost,

    /// <summary><c>client_secret_jwt</c>: a short-lived assertion signed with the secret, which itself is not sent.</summary>
    ClientSecretJwt,

    /// <summary><c>private_key_jwt</c>: a short-lived assertion signed with a private key.</summary>
    PrivateKeyJwt,

    /// <summary><c>none</c>: a public client; PKCE alone protects the code.</summary>
    None,
}

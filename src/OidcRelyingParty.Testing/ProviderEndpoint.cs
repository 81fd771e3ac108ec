namespace OidcRelyingParty.Testing;

/// <summary>The place at the provider that a request went to.</summary>
public enum ProviderEndpoint
{
    /// <summary>A path the provider does not have; answered with 404.</summary>
    Unknown,

    /// <summary>The provider metadata.</summary>
    Discovery,

    /// <summary>The key set.</summary>
    KeySet,

    /// <summary>The authorization endpoint.</summary>
    Authorization,

    /// <summary>The form of the sign-in page.</summary>
    Login,

    /// <summary>The form of the consent page.</summary>
    Consent,

    /// <summary>The token endpoint.</summary>
    Token,

    /// <summary>The UserInfo endpoint.</summary>
    UserInfo,

    /// <summary>The token revocation endpoint.</summary>
    Revocation,

    /// <summary>The end-session endpoint.</summary>
    EndSession,

    /// <summary>The form of the page that asks whether to sign out.</summary>
    EndSessionConfirmation,
}

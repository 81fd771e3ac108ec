namespace OidcRelyingParty;

/// <summary>Who can do something about an <see cref="OidcError"/>.</summary>
public enum OidcErrorKind
{
    /// <summary>The browser's request cannot be used: start the sign-in again. HTTP 400.</summary>
    BadRequest,

    /// <summary>The request was understood and refused: by the user, the provider or a rule. HTTP 403.</summary>
    Refused,

    /// <summary>Nothing of that name is here. HTTP 404.</summary>
    NotFound,

    /// <summary>The provider answered something unusable, or refuses this application. HTTP 502.</summary>
    ProviderFault,

    /// <summary>The provider, a store or the settings cannot be used at the moment. HTTP 503.</summary>
    Unavailable,
}

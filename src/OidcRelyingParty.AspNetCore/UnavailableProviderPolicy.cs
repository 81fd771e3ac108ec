namespace OidcRelyingParty;

/// <summary>What becomes of a session that should be renewed while the provider cannot be asked.</summary>
public enum UnavailableProviderPolicy
{
    /// <summary>It goes on with what is known, until it expires; the provider is asked again after ten seconds.</summary>
    KeepSession,

    /// <summary>It ends: nobody works on without the provider's word.</summary>
    EndSession,
}

namespace OidcRelyingParty.Formats;

/// <summary>When a field of a <see cref="SettingsFormat"/> must be there.</summary>
public enum FieldRequirement
{
    /// <summary>Never; absent is the default.</summary>
    Optional,

    /// <summary>When nothing is stored yet; absent later keeps what is stored.</summary>
    OnFirstWrite,

    /// <summary>Whenever an issuer or a discovery URL is there. A secret that is stored counts as there.</summary>
    WithIssuer,
}

namespace OidcRelyingParty.Jose;

/// <summary>Why a JOSE object was refused.</summary>
internal enum JoseFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>It is not the one strict shape that is read here.</summary>
    Format,

    /// <summary>It is longer than anything honest.</summary>
    TooLarge,

    /// <summary>It is a JWE where a JWS was expected.</summary>
    Encrypted,

    /// <summary>Its <c>alg</c> or <c>enc</c> is missing, refused or not supported here.</summary>
    Algorithm,

    /// <summary>It names extensions that must be understood (<c>crit</c>), and none are.</summary>
    Critical,

    /// <summary>No key fits it.</summary>
    Key,

    /// <summary>A key fits, but the signature is not its.</summary>
    Signature,

    /// <summary>A key fits, but the text could not be decrypted. One answer for every cause, so that it is no oracle.</summary>
    Decryption,
}

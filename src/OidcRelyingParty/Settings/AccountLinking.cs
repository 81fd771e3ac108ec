namespace OidcRelyingParty.Settings;

/// <summary>How a user who signs in for the first time may take over an account that is there already.</summary>
public enum AccountLinking
{
    /// <summary>Not at all.</summary>
    Never,

    /// <summary>
    /// By the e-mail address, when the provider says that it has verified it. Trusts the provider with every account of that kind: whoever controls it
    /// can enter any of them, except those of administrators.
    /// </summary>
    ByVerifiedEmail,

    /// <summary>
    /// By <see cref="ProvisioningPolicy.UserIdClaim"/>, whatever it is. Unsafe where users can change that claim at the provider: they could name
    /// another's account.
    /// </summary>
    DangerousByUserId,
}

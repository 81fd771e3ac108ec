namespace OidcRelyingParty.Settings;

/// <summary>Whether a sign-in asks the UserInfo endpoint.</summary>
public enum UserInfoUse
{
    /// <summary>Ask when the provider publishes one; an answer that cannot be used ends the sign-in. The default.</summary>
    WhenPublished,

    /// <summary>Ask when the provider publishes one; without a usable answer the sign-in goes on with the ID token alone.</summary>
    BestEffort,

    /// <summary>Never ask.</summary>
    Never,
}

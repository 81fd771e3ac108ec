namespace OidcRelyingParty.Accounts;

/// <summary>What a sign-in means for the accounts.</summary>
public enum AccountDecisionKind
{
    /// <summary>The user has an account and enters it.</summary>
    Existing,

    /// <summary>The user has none and gets one.</summary>
    Create,

    /// <summary>The user takes over an account that is there already, and enters it from now on.</summary>
    Link,

    /// <summary>The user does not enter.</summary>
    Refuse,
}

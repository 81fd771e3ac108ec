namespace OidcRelyingParty.Accounts;

/// <summary>How an <see cref="IAccountStore"/> answers a change.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Account">The account as it is now; null when nothing was changed.</param>
public sealed record AccountStoreResult(AccountStoreOutcome Outcome, Account? Account = null)
{
    /// <summary>The change was made.</summary>
    /// <param name="account">The account as it is now.</param>
    public static AccountStoreResult Done(Account account) => new(AccountStoreOutcome.Done, account);
}

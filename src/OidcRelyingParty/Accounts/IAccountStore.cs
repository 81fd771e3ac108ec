namespace OidcRelyingParty.Accounts;

/// <summary>The application's accounts, as signing in needs them. The host implements it on its own users.</summary>
/// <remarks>
/// Texts come from whoever signs in: pass them as parameters, and mind that many databases compare regardless of case, accent or final spaces unless
/// told otherwise. Each change is atomic, on every node. Throw when an answer cannot be known; the sign-in then ends with
/// <see cref="OidcErrorCodes.AccountStoreFailed"/>. Where accounts are made at the first sign-in, a user whose account was deleted would get another one: keep
/// what must not come back as a disabled account. <c>AccountStoreContract</c> of the package OidcRelyingParty.Testing proves an implementation right.
/// </remarks>
public interface IAccountStore
{
    /// <summary>The account that a login leads to, disabled or not; null when there is none.</summary>
    /// <param name="login">The login.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<Account?> FindAsync(ExternalLogin login, CancellationToken cancellationToken);

    /// <summary>Accounts, disabled or not, that have a property of this value. Two are enough to know that it is not one; more are not asked for.</summary>
    /// <param name="criteria">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    ValueTask<IReadOnlyList<Account>> FindCandidatesAsync(AccountCriteria criteria, CancellationToken cancellationToken);

    /// <summary>Makes an account. Of several callers with one login, or one name, one does.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// <see cref="AccountStoreOutcome.Done"/>; <see cref="AccountStoreOutcome.LoginExists"/> before anything else; or
    /// <see cref="AccountStoreOutcome.NameTaken"/> when another account of the tenant has the user id, or the user name regardless of capital letters.
    /// </returns>
    ValueTask<AccountStoreResult> CreateAsync(NewAccount account, CancellationToken cancellationToken);

    /// <summary>
    /// Lets one more login lead to an account. Take the chance to revoke what was set up before this proof of who the user is, if it could be somebody
    /// else's: a password, sessions, tokens.
    /// </summary>
    /// <param name="account">The account as it was read.</param>
    /// <param name="login">The login; of the same tenant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// <see cref="AccountStoreOutcome.Done"/>; <see cref="AccountStoreOutcome.LoginExists"/>; or <see cref="AccountStoreOutcome.Conflict"/> when the account
    /// has another revision.
    /// </returns>
    ValueTask<AccountStoreResult> LinkAsync(Account account, ExternalLogin login, CancellationToken cancellationToken);

    /// <summary>Replaces the roles of an account.</summary>
    /// <param name="account">The account as it was read.</param>
    /// <param name="roles">All its roles from now on, each once.</param>
    /// <param name="lastHolderOf">
    /// A role that an enabled account of the tenant must keep; null for no such rule. Of two callers who take it from the last two at the same moment one
    /// must fail, which in a database needs a lock on more than the one row.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>
    /// <see cref="AccountStoreOutcome.Done"/>; <see cref="AccountStoreOutcome.Conflict"/> when the account has another revision; or
    /// <see cref="AccountStoreOutcome.LastHolder"/> when the account has that role, would lose it, and no other enabled account of the tenant has it.
    /// </returns>
    ValueTask<AccountStoreResult> UpdateRolesAsync(Account account, IReadOnlyList<string> roles, string? lastHolderOf, CancellationToken cancellationToken);
}

using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Accounts;

/// <summary>
/// Asks the host's store, waits no longer than it may take, and believes no answer that cannot be: a store that compares regardless of case would let one
/// user into another's account.
/// </summary>
internal sealed class AccountStoreClient(IAccountStore store, IOptions<OidcAccountOptions> options, TimeProvider timeProvider)
{
    /// <exception cref="OidcException">The store fails.</exception>
    public Task<Account?> FindAsync(ExternalLogin login, CancellationToken cancellationToken) => AskAsync(
        token => store.FindAsync(login, token), account => account is null || IsOf(account, login), cancellationToken);

    /// <exception cref="OidcException">The store fails.</exception>
    public Task<IReadOnlyList<Account>> FindCandidatesAsync(AccountCriteria criteria, CancellationToken cancellationToken) => AskAsync(
        token => store.FindCandidatesAsync(criteria, token), accounts => accounts is not null && accounts.All(account => IsWhole(account) && criteria.Matches(account)), cancellationToken);

    /// <exception cref="OidcException">The store fails.</exception>
    public Task<AccountStoreResult> CreateAsync(NewAccount account, CancellationToken cancellationToken) => ChangeAsync(
        token => store.CreateAsync(account, token), made => IsOf(made, account.Login) && made.UserId == account.UserId, cancellationToken);

    /// <exception cref="OidcException">The store fails.</exception>
    public Task<AccountStoreResult> LinkAsync(Account account, ExternalLogin login, CancellationToken cancellationToken) => ChangeAsync(
        token => store.LinkAsync(account, login, token), linked => linked.Id == account.Id && IsOf(linked, login), cancellationToken);

    /// <exception cref="OidcException">The store fails.</exception>
    public Task<AccountStoreResult> UpdateRolesAsync(Account account, IReadOnlyList<string> roles, string? lastHolderOf, CancellationToken cancellationToken) => ChangeAsync(
        token => store.UpdateRolesAsync(account, roles, lastHolderOf, token),
        changed => changed.Id == account.Id && changed.Tenant == account.Tenant && IsWhole(changed),
        cancellationToken);

    private Task<AccountStoreResult> ChangeAsync(Func<CancellationToken, ValueTask<AccountStoreResult>> change, Func<Account, bool> isPossible, CancellationToken cancellationToken) =>
        AskAsync(change, result => result is not null && (result.Outcome != AccountStoreOutcome.Done || (result.Account is { } account && isPossible(account))), cancellationToken);

    private async Task<T> AskAsync<T>(Func<CancellationToken, ValueTask<T>> ask, Func<T, bool> isPossible, CancellationToken cancellationToken)
    {
        T answer;
        try
        {
            using var timeout = new CancellationTokenSource(options.Value.StoreTimeout, timeProvider);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            answer = await ask(either.Token).AsTask().WaitAsync(either.Token).ConfigureAwait(false); // also when the store does not look at the token
        }
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.AccountStoreFailed, $"The store of the accounts failed, or took longer than {options.Value.StoreTimeout}.", innerException: e);
        }

        return isPossible(answer) ? answer : throw new OidcException(
            OidcErrorCodes.AccountStoreFailed, "The store of the accounts answered with nothing, or with an account that was not asked for.",
            $"Correct the host's {nameof(IAccountStore)}: it must compare character by character, and answer a change with the account as it is then.");
    }

    private static bool IsOf(Account account, ExternalLogin login) => IsWhole(account) && account.Tenant == login.Tenant && account.Logins.Contains(login);

    // Null in spite of the declaration: the host may be written without nullable references.
    private static bool IsWhole(Account? account) => account is { Id.Length: > 0, UserId: not null, Roles: not null, Logins: not null, Revision: not null };
}

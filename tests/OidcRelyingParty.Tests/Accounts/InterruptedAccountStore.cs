using OidcRelyingParty.Accounts;

namespace OidcRelyingParty.Tests.Accounts;

/// <summary>A store in which something happens between what is read and what is changed, or which answers something else.</summary>
internal sealed class InterruptedAccountStore(IAccountStore inner) : IAccountStore
{
    /// <summary>Once, before candidates are looked for.</summary>
    public Action? BeforeCandidates { get; set; }

    public Action? BeforeCreate { get; set; }

    public Action? BeforeLink { get; set; }

    public Action? BeforeUpdate { get; set; }

    /// <summary>Answers in place of finding; the account is what would have been found.</summary>
    public Func<Account?, CancellationToken, Task<Account?>>? Find { get; set; }

    public Func<IReadOnlyList<Account>, IReadOnlyList<Account>>? FindCandidates { get; set; }

    /// <summary>Answers in place of a change.</summary>
    public Func<AccountStoreResult, AccountStoreResult>? Change { get; set; }

    public async ValueTask<Account?> FindAsync(ExternalLogin login, CancellationToken cancellationToken)
    {
        var found = await inner.FindAsync(login, cancellationToken);
        return Find is null ? found : await Find(found, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<Account>> FindCandidatesAsync(AccountCriteria criteria, CancellationToken cancellationToken)
    {
        BeforeCandidates?.Invoke();
        BeforeCandidates = null;
        var found = await inner.FindCandidatesAsync(criteria, cancellationToken);
        return FindCandidates is null ? found : FindCandidates(found);
    }

    public async ValueTask<AccountStoreResult> CreateAsync(NewAccount account, CancellationToken cancellationToken)
    {
        BeforeCreate?.Invoke();
        return Changed(await inner.CreateAsync(account, cancellationToken));
    }

    public async ValueTask<AccountStoreResult> LinkAsync(Account account, ExternalLogin login, CancellationToken cancellationToken)
    {
        BeforeLink?.Invoke();
        return Changed(await inner.LinkAsync(account, login, cancellationToken));
    }

    public async ValueTask<AccountStoreResult> UpdateRolesAsync(Account account, IReadOnlyList<string> roles, string? lastHolderOf, CancellationToken cancellationToken)
    {
        BeforeUpdate?.Invoke();
        return Changed(await inner.UpdateRolesAsync(account, roles, lastHolderOf, cancellationToken));
    }

    private AccountStoreResult Changed(AccountStoreResult result) => Change is null ? result : Change(result);
}

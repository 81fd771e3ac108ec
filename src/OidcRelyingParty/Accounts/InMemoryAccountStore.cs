using System.Globalization;

namespace OidcRelyingParty.Accounts;

/// <summary>Accounts in this process, for tests and samples: a restart forgets them.</summary>
public sealed class InMemoryAccountStore : IAccountStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Account> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<ExternalLogin, string> _logins = [];
    private long _revision;

    /// <summary>Every account as it is now, in the order in which they were made.</summary>
    public IReadOnlyList<Account> Accounts
    {
        get
        {
            lock (_lock)
            {
                return [.. _accounts.Values];
            }
        }
    }

    /// <summary>Adds or replaces an account as it is, as the application's own administration would.</summary>
    /// <param name="account">The account; its revision is set.</param>
    /// <returns>The account with its revision.</returns>
    public Account Put(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        lock (_lock)
        {
            foreach (var login in _accounts.GetValueOrDefault(account.Id)?.Logins ?? [])
            {
                _logins.Remove(login);
            }

            return Keep(account);
        }
    }

    /// <inheritdoc/>
    public ValueTask<Account?> FindAsync(ExternalLogin login, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult(_logins.TryGetValue(login, out var id) ? _accounts[id] : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Account>> FindCandidatesAsync(AccountCriteria criteria, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return ValueTask.FromResult<IReadOnlyList<Account>>([.. _accounts.Values.Where(criteria.Matches).Take(2)]);
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccountStoreResult> CreateAsync(NewAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        lock (_lock)
        {
            if (_logins.ContainsKey(account.Login))
            {
                return Answer(AccountStoreOutcome.LoginExists);
            }

            if (_accounts.Values.Any(other => IsNamesake(other, account)))
            {
                return Answer(AccountStoreOutcome.NameTaken);
            }

            return Done(new Account
            {
                Id = Guid.NewGuid().ToString(),
                Tenant = account.Login.Tenant,
                UserId = account.UserId,
                UserName = account.UserName,
                Email = account.Email,
                IsEmailVerified = account.IsEmailVerified,
                DisplayName = account.DisplayName,
                Roles = account.Roles,
                Logins = [account.Login],
                Revision = "",
            });
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccountStoreResult> LinkAsync(Account account, ExternalLogin login, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return _logins.ContainsKey(login) ? Answer(AccountStoreOutcome.LoginExists)
                : !IsCurrent(account) ? Answer(AccountStoreOutcome.Conflict)
                : Done(_accounts[account.Id] with { Logins = [.. _accounts[account.Id].Logins, login] });
        }
    }

    /// <inheritdoc/>
    public ValueTask<AccountStoreResult> UpdateRolesAsync(Account account, IReadOnlyList<string> roles, string? lastHolderOf, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return !IsCurrent(account) ? Answer(AccountStoreOutcome.Conflict)
                : lastHolderOf is not null && !roles.Contains(lastHolderOf) && IsLastHolder(_accounts[account.Id], lastHolderOf) ? Answer(AccountStoreOutcome.LastHolder)
                : Done(_accounts[account.Id] with { Roles = roles });
        }
    }

    private static bool IsNamesake(Account other, NewAccount account) => other.Tenant == account.Login.Tenant
        && (other.UserId == account.UserId || (account.UserName is not null && string.Equals(other.UserName, account.UserName, StringComparison.OrdinalIgnoreCase)));

    private bool IsCurrent(Account read) => _accounts.TryGetValue(read.Id, out var current) && current.Revision == read.Revision;

    private bool IsLastHolder(Account account, string role) => account.Roles.Contains(role)
        && !_accounts.Values.Any(other => other.Id != account.Id && other.Tenant == account.Tenant && !other.IsDisabled && other.Roles.Contains(role));

    private Account Keep(Account account)
    {
        var kept = account with { Revision = (++_revision).ToString(CultureInfo.InvariantCulture) };
        _accounts[kept.Id] = kept;
        foreach (var login in kept.Logins)
        {
            _logins[login] = kept.Id;
        }

        return kept;
    }

    private ValueTask<AccountStoreResult> Done(Account account) => ValueTask.FromResult(AccountStoreResult.Done(Keep(account)));

    private static ValueTask<AccountStoreResult> Answer(AccountStoreOutcome outcome) => ValueTask.FromResult(new AccountStoreResult(outcome));
}

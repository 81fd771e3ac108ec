using Microsoft.EntityFrameworkCore;

namespace OidcRelyingParty.Accounts;

/// <summary>Accounts in the database, for any number of nodes. Who is first is decided by unique indexes, and who was meanwhile changed by a revision.</summary>
internal sealed partial class EntityFrameworkAccountStore(HostDatabase database) : IAccountStore
{
    private const int MaxCandidates = 2;

    public async ValueTask<Account?> FindAsync(ExternalLogin login, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(login);
        var found = await database.RunAsync(context => FindAsync(context, login, cancellationToken)).ConfigureAwait(false);
        return found?.ToAccount();
    }

    public async ValueTask<IReadOnlyList<Account>> FindCandidatesAsync(AccountCriteria criteria, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(criteria);
        var found = await database.RunAsync(context => Matching(Accounts(context), criteria)
            .OrderBy(account => account.Id)
            .Take(MaxCandidates)
            .ToListAsync(cancellationToken)).ConfigureAwait(false);
        return [.. found.Select(account => account.ToAccount())];
    }

    public async ValueTask<AccountStoreResult> CreateAsync(NewAccount account, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        return await database.RunAsync(context => CreateAsync(context, account, cancellationToken)).ConfigureAwait(false);
    }

    private static async Task<AccountStoreResult> CreateAsync(DbContext context, NewAccount account, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, account.Login, cancellationToken).ConfigureAwait(false) is not null)
        {
            return new AccountStoreResult(AccountStoreOutcome.LoginExists);
        }

        var row = RowOf(account);
        context.Add(row);
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return AccountStoreResult.Done(row.ToAccount());
        }
        // Every database reports a value that is there already in its own way, so look. With none it failed for another reason.
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            if (await FindAsync(context, account.Login, cancellationToken).ConfigureAwait(false) is not null)
            {
                return new AccountStoreResult(AccountStoreOutcome.LoginExists);
            }

            if (await IsNameTakenAsync(context, row, cancellationToken).ConfigureAwait(false))
            {
                return new AccountStoreResult(AccountStoreOutcome.NameTaken);
            }

            throw;
        }
    }

    private static OidcAccount RowOf(NewAccount account)
    {
        var id = Guid.CreateVersion7().ToString();
        var row = new OidcAccount
        {
            Id = id,
            Tenant = account.Login.Tenant,
            UserId = account.UserId,
            UserIdHash = TextHash.Of(account.UserId),
            UserIdFoldedHash = TextHash.OfFolded(account.UserId),
            UserName = account.UserName,
            UserNameHash = account.UserName is { } name ? TextHash.Of(name) : null,
            UserNameFoldedHash = account.UserName is { } folded ? TextHash.OfFolded(folded) : null,
            Email = account.Email,
            EmailHash = account.Email is { } email ? TextHash.Of(email) : null,
            EmailFoldedHash = account.Email is { } address ? TextHash.OfFolded(address) : null,
            IsEmailVerified = account.IsEmailVerified,
            DisplayName = account.DisplayName,
            Revision = NewRevision(),
        };
        row.Logins.Add(LoginOf(id, account.Login));
        row.Roles.AddRange(RolesOf(row, account.Roles));
        return row;
    }

    private static AccountLoginEntity LoginOf(string accountId, ExternalLogin login) =>
        new() { LoginHash = TextHash.Of(login), AccountId = accountId, Issuer = login.Issuer, Subject = login.Subject };

    private static IEnumerable<AccountRoleEntity> RolesOf(OidcAccount account, IReadOnlyList<string> roles) => roles.Distinct(StringComparer.Ordinal)
        .Select((role, position) => new AccountRoleEntity
        {
            AccountId = account.Id,
            Tenant = account.Tenant,
            RoleHash = TextHash.Of(role),
            RoleFoldedHash = TextHash.OfFolded(role),
            Role = role,
            Position = position,
        });

    private static string NewRevision() => Guid.NewGuid().ToString();

    private static IQueryable<OidcAccount> Accounts(DbContext context) =>
        context.Set<OidcAccount>().AsNoTracking().Include(account => account.Roles).Include(account => account.Logins).AsSplitQuery();

    private static Task<OidcAccount?> FindAsync(DbContext context, ExternalLogin login, CancellationToken cancellationToken)
    {
        var hash = TextHash.Of(login);
        return Accounts(context).SingleOrDefaultAsync(account => account.Logins.Any(one => one.LoginHash == hash), cancellationToken);
    }

    private static Task<bool> IsNameTakenAsync(DbContext context, OidcAccount row, CancellationToken cancellationToken) => context.Set<OidcAccount>().AnyAsync(
        other => other.Tenant == row.Tenant && (other.UserIdHash == row.UserIdHash || (row.UserNameFoldedHash != null && other.UserNameFoldedHash == row.UserNameFoldedHash)),
        cancellationToken);

    private static IQueryable<OidcAccount> Matching(IQueryable<OidcAccount> accounts, AccountCriteria criteria)
    {
        var (tenant, hash) = (criteria.Tenant, criteria.IgnoreCase ? TextHash.OfFolded(criteria.Value) : TextHash.Of(criteria.Value));
        accounts = accounts.Where(account => account.Tenant == tenant);
        return (criteria.Property, criteria.IgnoreCase) switch
        {
            (AccountProperty.UserId, false) => accounts.Where(account => account.UserIdHash == hash),
            (AccountProperty.UserId, true) => accounts.Where(account => account.UserIdFoldedHash == hash),
            (AccountProperty.UserName, false) => accounts.Where(account => account.UserNameHash == hash),
            (AccountProperty.UserName, true) => accounts.Where(account => account.UserNameFoldedHash == hash),
            (AccountProperty.Email, false) => accounts.Where(account => account.EmailHash == hash),
            (AccountProperty.Email, true) => accounts.Where(account => account.EmailFoldedHash == hash),
            (AccountProperty.Role, false) => accounts.Where(account => account.Roles.Any(role => role.RoleHash == hash)),
            (AccountProperty.Role, true) => accounts.Where(account => account.Roles.Any(role => role.RoleFoldedHash == hash)),
            _ => throw new ArgumentOutOfRangeException(nameof(criteria), criteria.Property, "Unknown property."),
        };
    }
}

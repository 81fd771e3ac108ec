using Microsoft.EntityFrameworkCore;

namespace OidcRelyingParty.Accounts;

/// <content>Changes of an account that is there.</content>
internal sealed partial class EntityFrameworkAccountStore
{
    public async ValueTask<AccountStoreResult> LinkAsync(Account account, ExternalLogin login, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(login);
        return await database.RunAsync(async context =>
        {
            if (await FindAsync(context, login, cancellationToken).ConfigureAwait(false) is not null)
            {
                return new AccountStoreResult(AccountStoreOutcome.LoginExists);
            }

            try
            {
                return await ChangeAsync(context, account, row => context.Add(LoginOf(row.Id, login)), cancellationToken).ConfigureAwait(false);
            }
            catch (DbUpdateException)
            {
                context.ChangeTracker.Clear();
                if (await FindAsync(context, login, cancellationToken).ConfigureAwait(false) is null)
                {
                    throw;
                }

                return new AccountStoreResult(AccountStoreOutcome.LoginExists);
            }
        }).ConfigureAwait(false);
    }

    public async ValueTask<AccountStoreResult> UpdateRolesAsync(Account account, IReadOnlyList<string> roles, string? lastHolderOf, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(roles);
        var guarded = lastHolderOf is not null && !roles.Contains(lastHolderOf, StringComparer.Ordinal) ? lastHolderOf : null;

        // The host's context may try again when a connection breaks, which with a transaction must be the whole of it.
        return await database.RunAsync(context => context.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            context.ChangeTracker.Clear();
            var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                if (guarded is not null && await IsLastHolderAsync(context, account, guarded, cancellationToken).ConfigureAwait(false))
                {
                    return new AccountStoreResult(AccountStoreOutcome.LastHolder);
                }

                var result = await ChangeAsync(context, account, row => ReplaceRoles(context, row, roles), cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return result;
            }
        })).ConfigureAwait(false);
    }

    // Writing to every holder's row first makes callers of one role wait for each other: whoever comes second sees what the first has left.
    private static async Task<bool> IsLastHolderAsync(DbContext context, Account account, string role, CancellationToken cancellationToken)
    {
        var (tenant, hash) = (account.Tenant, TextHash.Of(role));
        var holders = context.Set<AccountRoleEntity>().Where(held => held.Tenant == tenant && held.RoleHash == hash);
        await holders.ExecuteUpdateAsync(update => update.SetProperty(held => held.Position, held => held.Position), cancellationToken).ConfigureAwait(false);
        var enabled = await holders.Join(context.Set<OidcAccount>().Where(one => !one.IsDisabled || one.Id == account.Id), held => held.AccountId, one => one.Id, (held, one) => one.Id)
            .Take(MaxCandidates)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return enabled is [var only] && only == account.Id;
    }

    private static async Task<AccountStoreResult> ChangeAsync(DbContext context, Account account, Action<OidcAccount> change, CancellationToken cancellationToken)
    {
        var row = await context.Set<OidcAccount>().Include(one => one.Roles).Include(one => one.Logins).AsSplitQuery()
            .SingleOrDefaultAsync(one => one.Id == account.Id, cancellationToken).ConfigureAwait(false);
        if (row is null || row.CurrentRevision != account.Revision)
        {
            return new AccountStoreResult(AccountStoreOutcome.Conflict);
        }

        var revisionBefore = row.Revision;
        change(row);
        row.Revision = NewRevision();
        try
        {
            await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
            return AccountStoreResult.Done(row.ToAccount());
        }
        // Another revision is stored. Some databases notice first that what the other change added is there already.
        catch (DbUpdateException)
        {
            context.ChangeTracker.Clear();
            if (await context.Set<OidcAccount>().AnyAsync(one => one.Id == account.Id && one.Revision == revisionBefore, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }

            return new AccountStoreResult(AccountStoreOutcome.Conflict);
        }
    }

    private static void ReplaceRoles(DbContext context, OidcAccount row, IReadOnlyList<string> roles)
    {
        var kept = row.Roles.ToDictionary(role => role.Role, StringComparer.Ordinal);
        foreach (var role in RolesOf(row, roles))
        {
            if (kept.Remove(role.Role, out var before))
            {
                before.Position = role.Position;
            }
            else
            {
                context.Add(role);
            }
        }

        foreach (var gone in kept.Values)
        {
            context.Remove(gone);
            row.Roles.Remove(gone);
        }
    }
}

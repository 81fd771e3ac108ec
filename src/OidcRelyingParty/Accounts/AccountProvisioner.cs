using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Accounts;

/// <summary>Lets a user into an account: decides which, and carries that out.</summary>
internal sealed partial class AccountProvisioner(AccountStoreClient store, IOptions<OidcAccountOptions> options, ILogger<AccountProvisioner> logger)
{
    // Somebody else signs in with the same login, or changes the account, at the same moment: that does not happen again and again.
    private const int MaxAttempts = 5;

    private readonly OidcAccountOptions _options = options.Value;

    /// <summary>Lets the user in; makes or links an account where the settings say so.</summary>
    /// <exception cref="OidcException">The user does not enter, or the store fails.</exception>
    public Task<ProvisionedAccount> ProvisionAsync(ValidatedIdentity identity, MappedRoles mapped, OidcSettings settings, CancellationToken cancellationToken) =>
        CarryOutAsync(ExternalLogin.Of(identity), () => DecideAsync(identity, mapped, settings, cancellationToken), settings, cancellationToken);

    /// <summary>Lets the user of a session go on; the account must still be there.</summary>
    /// <exception cref="OidcException">The user may not go on, or the store fails.</exception>
    public Task<ProvisionedAccount> ContinueAsync(ValidatedIdentity identity, MappedRoles mapped, OidcSettings settings, CancellationToken cancellationToken)
    {
        var login = ExternalLogin.Of(identity);
        return CarryOutAsync(
            login,
            async () => await FindExistingAsync(identity, mapped, settings, cancellationToken).ConfigureAwait(false)
                ?? Refuse(AccountRefusal.Gone(login)),
            settings,
            cancellationToken);
    }

    private async Task<ProvisionedAccount> CarryOutAsync(ExternalLogin login, Func<Task<AccountDecision>> decide, OidcSettings settings, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var decision = await decide().ConfigureAwait(false);
            if (decision.Error is { } error)
            {
                logger.AccountRefused(login.ToString(), error.Code, error.Message);
                throw new OidcException(error);
            }

            var entered = decision.Kind switch
            {
                AccountDecisionKind.Create => await CreateAsync(decision, decision.NewAccount!, cancellationToken).ConfigureAwait(false), // not null: the kind
                AccountDecisionKind.Link => await LinkAsync(decision, decision.Account!, login, settings, cancellationToken).ConfigureAwait(false),
                _ => await EnterAsync(decision, decision.Account!, cancellationToken).ConfigureAwait(false),
            };
            if (entered is not null)
            {
                Report(decision, entered.Account, login);
                return entered;
            }
        }

        throw new OidcException(OidcErrorCodes.AccountStoreFailed, $"The account for {login} changed again and again during the sign-in.");
    }

    private async Task<ProvisionedAccount?> CreateAsync(AccountDecision decision, NewAccount account, CancellationToken cancellationToken)
    {
        var result = await store.CreateAsync(account, cancellationToken).ConfigureAwait(false);
        if (result is not { Outcome: AccountStoreOutcome.Done, Account: { } made })
        {
            return result.Outcome == AccountStoreOutcome.NameTaken ? throw new OidcException(AccountRefusal.NameTaken(account)) : null;
        }

        logger.AccountCreated(made.Id, made.Tenant, account.Login.ToString(), ListOf(made.Roles));
        return new ProvisionedAccount(made, decision.Roles);
    }

    private async Task<ProvisionedAccount?> LinkAsync(AccountDecision decision, Account account, ExternalLogin login, OidcSettings settings, CancellationToken cancellationToken)
    {
        var result = await store.LinkAsync(account, login, cancellationToken).ConfigureAwait(false);
        if (result is not { Outcome: AccountStoreOutcome.Done, Account: { } linked })
        {
            return null;
        }

        logger.AccountLinked(linked.Id, linked.Tenant, login.ToString(), settings.Provisioning.Linking.ToString());
        return await EnterAsync(decision, linked, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ProvisionedAccount?> EnterAsync(AccountDecision decision, Account account, CancellationToken cancellationToken)
    {
        if (AccountRoles.AreSame(decision.StoredRoles, account.Roles))
        {
            return new ProvisionedAccount(account, decision.Roles);
        }

        var result = await store.UpdateRolesAsync(account, decision.StoredRoles, _options.AdministratorRole, cancellationToken).ConfigureAwait(false);
        if (result.Outcome == AccountStoreOutcome.LastHolder && _options.AdministratorRole is { } kept && !decision.StoredRoles.Contains(kept))
        {
            logger.LastAdministratorKept(account.Id, account.Tenant, kept);
            var keeping = decision with { StoredRoles = [.. decision.StoredRoles, kept], Roles = [.. decision.Roles, kept] };
            return await EnterAsync(keeping, account, cancellationToken).ConfigureAwait(false);
        }

        if (result is not { Outcome: AccountStoreOutcome.Done, Account: { } changed })
        {
            return null;
        }

        logger.AccountRolesChanged(changed.Id, changed.Tenant, ListOf(account.Roles), ListOf(changed.Roles));
        return new ProvisionedAccount(changed, decision.Roles);
    }

    private void Report(AccountDecision decision, Account account, ExternalLogin login)
    {
        if (decision.GivesSuperAdministrator)
        {
            logger.SuperAdministratorGiven(account.Id, account.Tenant, login.ToString());
        }
        else if (decision.SuperAdministratorDenial is { } reason)
        {
            logger.SuperAdministratorDenied(login.ToString(), reason);
        }
    }

    private static string ListOf(IReadOnlyList<string> roles) => Printable.Of(string.Join(' ', roles));
}

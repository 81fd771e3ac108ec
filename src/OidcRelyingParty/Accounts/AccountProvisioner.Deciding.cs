using OidcRelyingParty.Identities;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Accounts;

/// <content>Which account a user enters. Reads only.</content>
internal sealed partial class AccountProvisioner
{
    /// <summary>What a sign-in means for the accounts; nothing is done about it.</summary>
    /// <exception cref="OidcException">The store fails.</exception>
    public async Task<AccountDecision> DecideAsync(ValidatedIdentity identity, MappedRoles mapped, OidcSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            return await FindExistingAsync(identity, mapped, settings, cancellationToken).ConfigureAwait(false)
                ?? await DecideFirstSignInAsync(identity, mapped, settings, cancellationToken).ConfigureAwait(false);
        }
        catch (OidcException e) when (e.Error.Kind == OidcErrorKind.Refused)
        {
            return Refuse(e.Error);
        }
    }

    private async Task<AccountDecision?> FindExistingAsync(ValidatedIdentity identity, MappedRoles mapped, OidcSettings settings, CancellationToken cancellationToken)
    {
        var account = await store.FindAsync(ExternalLogin.Of(identity), cancellationToken).ConfigureAwait(false);
        return account is null ? null
            : account.IsDisabled ? Refuse(AccountRefusal.Disabled(account))
            : await DecideEntryAsync(AccountDecisionKind.Existing, account, "The login leads to this account.", identity, mapped, settings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AccountDecision> DecideFirstSignInAsync(ValidatedIdentity identity, MappedRoles mapped, OidcSettings settings, CancellationToken cancellationToken)
    {
        var (login, policy) = (ExternalLogin.Of(identity), settings.Provisioning);
        if (!policy.CreateAccounts && policy.Linking == AccountLinking.Never)
        {
            throw new OidcException(AccountRefusal.Unknown(login));
        }

        var claims = AccountClaims.Read(identity, settings);
        EmailRule.Require(claims, identity, settings);
        if (await FindLinkedAsync(claims, identity, settings, cancellationToken).ConfigureAwait(false) is { } account)
        {
            return await DecideEntryAsync(AccountDecisionKind.Link, account, $"The login takes over this account: {policy.Linking}.", identity, mapped, settings, cancellationToken).ConfigureAwait(false);
        }

        if (!policy.CreateAccounts)
        {
            throw new OidcException(AccountRefusal.Unknown(login));
        }

        return await DecideCreationAsync(login, claims, identity, mapped, settings, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Account?> FindLinkedAsync(AccountClaims claims, ValidatedIdentity identity, OidcSettings settings, CancellationToken cancellationToken)
    {
        var (tenant, policy) = (settings.Key.Tenant, settings.Provisioning);
        var criteria = policy.Linking switch
        {
            AccountLinking.ByVerifiedEmail =>
                new AccountCriteria(tenant, AccountProperty.Email, EmailRule.RequireVerified(claims, identity, settings), policy.MatchIgnoringCase),
            AccountLinking.DangerousByUserId => new AccountCriteria(tenant, AccountProperty.UserId, claims.UserId, policy.MatchIgnoringCase),
            _ => null,
        };
        var candidates = criteria is null ? [] : await store.FindCandidatesAsync(criteria, cancellationToken).ConfigureAwait(false);
        if (candidates.FirstOrDefault(account => account.Logins.Contains(ExternalLogin.Of(identity))) is { } own)
        {
            return own; // it was made or linked a moment ago; the store will say so
        }

        return candidates switch
        {
            [] => null,
            [var account] => AccountRefusal.FindLinkFault(account, policy.Linking, _options) is { } error ? throw new OidcException(error) : account,
            _ => throw new OidcException(AccountRefusal.Ambiguous(policy.Linking, policy.MatchIgnoringCase)),
        };
    }

    private async Task<AccountDecision> DecideCreationAsync(
        ExternalLogin login, AccountClaims claims, ValidatedIdentity identity, MappedRoles mapped, OidcSettings settings, CancellationToken cancellationToken)
    {
        var standing = await StandingOfAsync(null, identity, settings, cancellationToken).ConfigureAwait(false);
        RequireRoles(mapped, standing);
        var roles = AccountRoles.Of(null, mapped, settings.Roles, _options.SuperAdministratorRole, standing.IsSuper);
        var account = new NewAccount
        {
            Login = login,
            UserId = claims.UserId,
            UserName = claims.UserName,
            Email = claims.Email?.Address,
            IsEmailVerified = claims.Email is { IsVerified: true },
            DisplayName = claims.DisplayName,
            Roles = roles.Stored,
        };
        if (await IsTakenAsync(account, settings.Provisioning, cancellationToken).ConfigureAwait(false))
        {
            throw new OidcException(AccountRefusal.NameTaken(account));
        }

        return new AccountDecision
        {
            Kind = AccountDecisionKind.Create,
            NewAccount = account,
            Roles = roles.Session,
            StoredRoles = roles.Stored,
            Reasons = ["The user has no account, and the settings make one.", roles.Reason, .. standing.Reasons],
            GivesSuperAdministrator = standing.IsSuper,
            SuperAdministratorDenial = standing.Denial,
        };
    }

    // The store has the last word when it makes the account; asked here so that a trial shows it, and because only the settings know of ids that match ignoring case.
    private async Task<bool> IsTakenAsync(NewAccount account, ProvisioningPolicy policy, CancellationToken cancellationToken) =>
        await IsOthersAsync(AccountProperty.UserId, account.UserId, policy.MatchIgnoringCase, account.Login, cancellationToken).ConfigureAwait(false)
        || (account.UserName is { } name && await IsOthersAsync(AccountProperty.UserName, name, ignoreCase: true, account.Login, cancellationToken).ConfigureAwait(false));

    // An account with this very login was made a moment ago, by another request of the same user; the store will say so.
    private async Task<bool> IsOthersAsync(AccountProperty property, string value, bool ignoreCase, ExternalLogin login, CancellationToken cancellationToken) =>
        (await store.FindCandidatesAsync(new(login.Tenant, property, value, ignoreCase), cancellationToken).ConfigureAwait(false)).Any(account => !account.Logins.Contains(login));

    private async Task<AccountDecision> DecideEntryAsync(
        AccountDecisionKind kind, Account account, string reason, ValidatedIdentity identity, MappedRoles mapped, OidcSettings settings, CancellationToken cancellationToken)
    {
        var standing = await StandingOfAsync(account, identity, settings, cancellationToken).ConfigureAwait(false);
        RequireRoles(mapped, standing);
        var roles = AccountRoles.Of(account, mapped, settings.Roles, _options.SuperAdministratorRole, standing.IsSuper);
        return new AccountDecision
        {
            Kind = kind,
            Account = account,
            Roles = roles.Session,
            StoredRoles = roles.Stored,
            Reasons = [reason, roles.Reason, .. standing.Reasons],
            GivesSuperAdministrator = standing is { IsSuper: true, Has: false },
            SuperAdministratorDenial = standing.Denial,
        };
    }

    // No tenant's settings keep out whom the host's own code names.
    private static void RequireRoles(MappedRoles mapped, Standing standing)
    {
        if (mapped.Refusal is { } error && !standing.IsSuper)
        {
            throw new OidcException(error);
        }
    }

    private static AccountDecision Refuse(OidcError error) => new() { Kind = AccountDecisionKind.Refuse, Error = error, Reasons = [error.Message] };
}

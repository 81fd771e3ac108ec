using OidcRelyingParty.Identities;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Accounts;

/// <content>Whether the user is the super administrator.</content>
internal sealed partial class AccountProvisioner
{
    private async Task<Standing> StandingOfAsync(Account? account, ValidatedIdentity identity, OidcSettings settings, CancellationToken cancellationToken)
    {
        if (_options.SuperAdministratorRole is not { } role)
        {
            return new Standing(Has: false, IsSuper: false);
        }

        if (account?.Roles.Contains(role) == true)
        {
            return new Standing(Has: true, IsSuper: true);
        }

        switch (_options.SuperAdministrator?.Match(identity, AccountClaims.FindUserName(identity, settings.Provisioning)))
        {
            case SuperAdministratorMatch.Proven:
                return new Standing(Has: false, IsSuper: true);
            case SuperAdministratorMatch.First:
                // Once bound to an account, the role does not go to whoever has the address or the name later.
                var holders = await store.FindCandidatesAsync(new(settings.Key.Tenant, AccountProperty.Role, role, IgnoreCase: false), cancellationToken).ConfigureAwait(false);
                return holders.Count == 0 ? new Standing(Has: false, IsSuper: true) : new Standing(Has: false, IsSuper: false, $"{holders[0]} is already");
            case SuperAdministratorMatch.OnlyInPart:
                return new Standing(Has: false, IsSuper: false, "the host names another provider, tenant or spelling, or the address is not verified in the ID token");
            default:
                return new Standing(Has: false, IsSuper: false);
        }
    }

    private sealed record Standing(bool Has, bool IsSuper, string? Denial = null)
    {
        public IReadOnlyList<string> Reasons => IsSuper ? ["The user is the super administrator."] : Denial is null ? [] : [$"The user is not the super administrator: {Denial}."];
    }
}

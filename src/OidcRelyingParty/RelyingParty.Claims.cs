using OidcRelyingParty.Identities;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <content>Which roles the claims give.</content>
public sealed partial class RelyingParty
{
    private static MappedRoles MapRoles(ValidatedIdentity identity, OidcSettings settings)
    {
        var roles = ClaimRoleMapper.Map(identity.Claims, settings.Roles);
        return new MappedRoles(roles, roles.Count == 0 ? RoleOutcome.None : RoleOutcome.Mapped);
    }
}

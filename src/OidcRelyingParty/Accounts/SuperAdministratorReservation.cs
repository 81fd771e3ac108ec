using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Accounts;

/// <summary>Reserves the super administrator's role, so that settings which would give it are refused, and an explanation says that it is not given.</summary>
internal sealed class SuperAdministratorReservation(IOptions<OidcAccountOptions> accounts) : IPostConfigureOptions<OidcRelyingPartyOptions>
{
    public void PostConfigure(string? name, OidcRelyingPartyOptions options)
    {
        if (accounts.Value.SuperAdministratorRole is { } role)
        {
            options.ReservedRoles.Add(role);
        }
    }
}

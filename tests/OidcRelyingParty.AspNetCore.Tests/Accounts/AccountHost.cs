using OidcRelyingParty.Accounts;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Accounts;

/// <summary>A host that keeps accounts and makes one for whoever signs in.</summary>
internal static class AccountHost
{
    public static async Task<(TestHost Host, InMemoryAccountStore Accounts)> StartAsync(ProvisioningPolicy? policy = null)
    {
        var accounts = new InMemoryAccountStore();
        var host = await TestHost.StartAsync(options =>
        {
            options.Provider = provider => provider.Clients[0].IdTokenSigningAlgorithm = "ES256";
            options.Settings = settings => settings with { Provisioning = policy ?? new() { CreateAccounts = true } };
            options.Services = services => services.AddOidcRelyingPartyCore().UseAccounts(accounts, options => options.AdministratorRole = "admin");
        });
        return (host, accounts);
    }
}

using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class LemonLdapFlowTests : ConsentFlowTests
{
    private static IEnumerable<Client> Clients => LemonLdap.Clients;

    [TestCaseSource(nameof(Clients))]
    public Task A_user_signs_in_by_client(Client client) => AssertClientSignsInAsync(client);

    private protected override async Task<Provider> GetProviderAsync() => await LemonLdap.GetAsync();
}

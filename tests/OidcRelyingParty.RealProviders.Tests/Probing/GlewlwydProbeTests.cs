using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Probing;

public sealed class GlewlwydProbeTests : ProbeTests
{
    private static IEnumerable<Client> Clients => Glewlwyd.Clients;

    [TestCaseSource(nameof(Clients))]
    public Task The_right_settings_pass(Client client) => AssertClientPassesAsync(client);

    private protected override async Task<Provider> GetProviderAsync() => await Glewlwyd.GetAsync();
}

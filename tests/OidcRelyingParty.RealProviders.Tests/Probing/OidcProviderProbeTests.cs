using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Probing;

public sealed class OidcProviderProbeTests : ProbeTests
{
    // Ed25519 comes with a package of its own, which is not at hand here.
    private static IEnumerable<Client> Clients => OidcProvider.Clients.Where(client => client.Algorithm is not ("EdDSA" or "Ed25519"));

    [TestCaseSource(nameof(Clients))]
    public Task The_right_settings_pass(Client client) => AssertClientPassesAsync(client);

    private protected override async Task<Provider> GetProviderAsync() => await OidcProvider.GetAsync();
}

using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Probing;

public sealed class LemonLdapProbeTests : ProbeTests
{
    private static IEnumerable<Client> Clients => LemonLdap.Clients;

    private protected override bool ConfirmsRedirectUri => false;

    [TestCaseSource(nameof(Clients))]
    public Task The_right_settings_pass(Client client) => AssertClientPassesAsync(client);

    private protected override async Task<Provider> GetProviderAsync() => await LemonLdap.GetAsync();
}

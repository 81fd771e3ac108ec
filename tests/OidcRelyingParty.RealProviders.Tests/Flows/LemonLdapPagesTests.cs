using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class LemonLdapPagesTests : ProviderPagesTests
{
    private protected override async Task<Provider> GetProviderAsync() => await LemonLdap.GetAsync();
}

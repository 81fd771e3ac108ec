using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class GlewlwydPagesTests : ProviderPagesTests
{
    private protected override async Task<Provider> GetProviderAsync() => await Glewlwyd.GetAsync();
}

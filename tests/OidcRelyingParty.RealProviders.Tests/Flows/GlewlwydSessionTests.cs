using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class GlewlwydSessionTests : SessionFlowTests
{
    private protected override async Task<Provider> GetProviderAsync() => await Glewlwyd.GetAsync();
}

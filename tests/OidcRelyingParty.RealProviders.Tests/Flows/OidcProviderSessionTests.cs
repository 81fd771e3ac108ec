using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class OidcProviderSessionTests : SessionFlowTests
{
    private protected override async Task<Provider> GetProviderAsync() => await OidcProvider.GetAsync();
}

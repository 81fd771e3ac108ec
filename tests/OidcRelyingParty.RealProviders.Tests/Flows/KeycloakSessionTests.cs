using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class KeycloakSessionTests : SessionFlowTests
{
    private protected override async Task<Provider> GetProviderAsync() => await Keycloak.GetExampleRealmAsync();
}

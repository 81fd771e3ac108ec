using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class KeycloakPagesTests : ProviderPagesTests
{
    private protected override async Task<Provider> GetProviderAsync() => await Keycloak.GetExampleRealmAsync();
}

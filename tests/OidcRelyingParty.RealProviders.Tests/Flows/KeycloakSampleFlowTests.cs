using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>The realm file that docs/keycloak.md tells people to import.</summary>
public sealed class KeycloakSampleFlowTests : FlowTests
{
    private protected override async Task<Provider> GetProviderAsync() => await Keycloak.GetQuickStartRealmAsync();
}

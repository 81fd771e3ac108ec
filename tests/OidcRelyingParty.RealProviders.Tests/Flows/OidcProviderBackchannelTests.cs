using OidcRelyingParty.RealProviders.Tests.Providers;
using OidcRelyingParty.RealProviders.Tests.QuickStart;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class OidcProviderBackchannelTests : BackchannelLogoutTests
{
    private protected override async Task<Provider> GetProviderAsync() => await OidcProvider.GetAsync();

    private protected override Task EndAtProviderAsync(Visitor visitor, Me me) => ((OidcProvider)Provider).SignOutAsync("alice");
}

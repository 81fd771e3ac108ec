using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>Glewlwyd does not decode the parts of a Basic header: a "-" must not be encoded.</summary>
public sealed class GlewlwydSecretTests : QuickStartTests
{
    [Test]
    public Task A_secret_with_a_hyphen_is_understood() => AssertClientSignsInAsync(Glewlwyd.Basic("basic", "-"));

    private protected override async Task<Provider> GetProviderAsync() => await Glewlwyd.GetAsync(separator: "-");
}

using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>What the tests of one provider share.</summary>
[Category("RealProvider")]
[NonParallelizable]
public abstract class ProviderTests
{
    private protected Provider Provider { get; private set; } = null!; // set before the first test

    [OneTimeSetUp]
    public async Task StartProviderAsync() => Provider = await GetProviderAsync();

    private protected abstract Task<Provider> GetProviderAsync();
}

using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>One portal per algorithm: it is the same for all of its clients.</summary>
[TestFixture("RS256")]
[TestFixture("RS512")]
[TestFixture("HS256")]
public sealed class LemonLdapAlgorithmTests(string algorithm) : QuickStartTests
{
    [Test]
    public Task An_ID_token_signed_with_the_algorithm_is_accepted() =>
        AssertClientSignsInAsync(LemonLdap.Basic("basic") with { Algorithm = algorithm });

    private protected override async Task<Provider> GetProviderAsync() => await LemonLdap.GetAsync(algorithm);
}

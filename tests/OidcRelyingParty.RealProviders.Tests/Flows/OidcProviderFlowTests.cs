using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

public sealed class OidcProviderFlowTests : ConsentFlowTests
{
    private static IEnumerable<Client> Clients => OidcProvider.Clients;

    [TestCaseSource(nameof(Clients))]
    public Task A_user_signs_in_by_client(Client client) => AssertClientSignsInAsync(client);

    [Test]
    public Task A_pairwise_subject_is_another_one() =>
        AssertSubjectsDifferAsync(OidcProvider.Basic("basic"), OidcProvider.Basic("pairwise"));

    private protected override async Task<Provider> GetProviderAsync() => await OidcProvider.GetAsync();
}

using OidcRelyingParty.Revisions;
using OidcRelyingParty.Testing.Stores;

namespace OidcRelyingParty.Tests.Revisions;

[TestFixture]
internal sealed class InMemoryRevisionStoreTests
{
    private static IEnumerable<StoreCheck> Checks => new RevisionStoreContract(() => new InMemoryRevisionStore()).Checks;

    [TestCaseSource(nameof(Checks))]
    public Task The_store_keeps_the_contract(StoreCheck check) => check.RunAsync();
}

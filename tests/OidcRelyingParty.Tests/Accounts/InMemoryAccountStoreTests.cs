using OidcRelyingParty.Accounts;
using OidcRelyingParty.Testing.Stores;

namespace OidcRelyingParty.Tests.Accounts;

[TestFixture]
internal sealed class InMemoryAccountStoreTests
{
    private static readonly AccountStoreContract Contract = new(() => new InMemoryAccountStore(), Disable);

    private static IEnumerable<TestCaseData> Checks => Contract.Checks.Select(check => new TestCaseData(check).SetArgDisplayNames(check.Name));

    [TestCaseSource(nameof(Checks))]
    public Task A237_The_store_keeps_its_contract(StoreCheck check) => check.RunAsync();

    private static Task Disable(IAccountStore store, Account account)
    {
        ((InMemoryAccountStore)store).Put(account with { IsDisabled = true });
        return Task.CompletedTask;
    }
}

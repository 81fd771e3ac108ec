using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.EntityFrameworkCore.Tests.Databases;
using OidcRelyingParty.Testing.Stores;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Stores;

/// <summary>What all stores do on any database; see the partial files for what the contracts do not say.</summary>
internal abstract partial class StoreTests : DatabaseTests
{
    private static IEnumerable<string> SessionChecks => new SessionStoreContract(_ => throw new NotSupportedException()).Checks.Select(check => check.Name);

    private static IEnumerable<string> ReplayChecks => new ReplayStoreContract(_ => throw new NotSupportedException()).Checks.Select(check => check.Name);

    private static IEnumerable<string> RevisionChecks => new RevisionStoreContract(() => throw new NotSupportedException()).Checks.Select(check => check.Name);

    private static IEnumerable<string> AccountChecks =>
        new AccountStoreContract(() => throw new NotSupportedException(), (_, _) => throw new NotSupportedException()).Checks.Select(check => check.Name);

    [TestCaseSource(nameof(SessionChecks))]
    public Task The_session_store_keeps_the_contract(string name) =>
        new SessionStoreContract(clock => StartNode(clock).Sessions).Checks.Single(check => check.Name == name).RunAsync();

    [TestCaseSource(nameof(ReplayChecks))]
    public Task The_replay_store_keeps_the_contract(string name) =>
        new ReplayStoreContract(clock => StartNode(clock).UsedKeys).Checks.Single(check => check.Name == name).RunAsync();

    [TestCaseSource(nameof(RevisionChecks))]
    public Task The_revision_store_keeps_the_contract(string name) =>
        new RevisionStoreContract(() => StartNode().Revisions).Checks.Single(check => check.Name == name).RunAsync();

    [TestCaseSource(nameof(AccountChecks))]
    public Task The_account_store_keeps_the_contract(string name)
    {
        var node = StartNode();
        return new AccountStoreContract(() => StartNode().Accounts, (_, account) => node.AskAsync(context => context.Set<OidcAccount>()
            .Where(row => row.Id == account.Id)
            .ExecuteUpdateAsync(update => update.SetProperty(row => row.IsDisabled, true)))).Checks.Single(check => check.Name == name).RunAsync();
    }
}

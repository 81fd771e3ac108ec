using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Testing.Stores;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>The stores that come with these packages keep their contracts; those in a database have tests of their own.</summary>
public sealed class StoreContractTests
{
    private static readonly ReplayStoreContract InMemoryUsedKeys = new(clock => new InMemoryReplayStore(clock));
    private static readonly SessionStoreContract InMemorySessions = new(clock => new InMemorySessionStore(clock));

    private static readonly SessionStoreContract CachedSessions =
        new(clock => new DistributedCacheSessionStore(NewCache(), clock)) { ReplacesAtomically = false, ListsCompletely = false };

    private static IEnumerable<TestCaseData> Checks => Cases("in memory", InMemoryUsedKeys.Checks)
        .Concat(Cases("in memory", InMemorySessions.Checks))
        .Concat(Cases("distributed cache", CachedSessions.Checks));

    [TestCaseSource(nameof(Checks))]
    public Task A_store_keeps_its_contract(StoreCheck check) => check.RunAsync();

    internal static IDistributedCache NewCache() => new MemoryDistributedCache(Options.Create(new MemoryDistributedCacheOptions()));

    private static IEnumerable<TestCaseData> Cases(string store, IEnumerable<StoreCheck> checks) =>
        checks.Select(check => new TestCaseData(check).SetArgDisplayNames(store, check.Name));
}

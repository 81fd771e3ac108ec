using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>One process of a host: services of its own, and a database it may share with other nodes.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Node(Action<DbContextOptionsBuilder> database, TimeProvider clock)
    {
        var services = new ServiceCollection().AddSingleton(clock).AddDbContext<HostContext>(database);
        services.AddOidcRelyingPartyCore().UseEntityFramework<HostContext>();
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public ISessionStore Sessions => _services.GetRequiredService<ISessionStore>();

    public IReplayStore UsedKeys => _services.GetRequiredService<IReplayStore>();

    /// <summary>Asks the database itself.</summary>
    public async Task<T> AskAsync<T>(Func<HostContext, Task<T>> question)
    {
        await using var scope = _services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<HostContext>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

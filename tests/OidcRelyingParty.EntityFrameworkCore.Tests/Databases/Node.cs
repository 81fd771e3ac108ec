using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>One process of a host: services of its own, and a database it may share with other nodes.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public Node(Action<DbContextOptionsBuilder> database, TimeProvider clock, NodeOptions? options = null)
    {
        // Pooled: a context that a store left in another state would show in the next test.
        var services = new ServiceCollection().AddSingleton(clock).AddPooledDbContextFactory<HostContext>(database);
        services.AddSingleton<ISecretProtector>(new KeyRing(options?.Key ?? "shared"));
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddOidcRelyingPartyCore(options?.Options).UseEntityFramework<HostContext>().UseEntityFrameworkAccounts<HostContext>().UseEntityFrameworkRevisions<HostContext>(administration =>
        {
            administration.ProbeBeforeActivation = false;
            options?.Administration?.Invoke(administration);
        });
        options?.Services?.Invoke(services);
        _services = services.BuildServiceProvider(validateScopes: true);
    }

    public Lines Log { get; } = new();

    public ISessionStore Sessions => Get<ISessionStore>();

    public IReplayStore UsedKeys => Get<IReplayStore>();

    public IAccountStore Accounts => Get<IAccountStore>();

    public ISettingsRevisionStore Revisions => Get<ISettingsRevisionStore>();

    /// <summary>What sign-ins read.</summary>
    public IOidcSettingsStore Settings => Get<IOidcSettingsStore>();

    public SettingsAdministration Administration => Get<SettingsAdministration>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Asks the database itself.</summary>
    public async Task<T> AskAsync<T>(Func<HostContext, Task<T>> question)
    {
        await using var scope = _services.CreateAsyncScope();
        return await question(scope.ServiceProvider.GetRequiredService<HostContext>());
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}

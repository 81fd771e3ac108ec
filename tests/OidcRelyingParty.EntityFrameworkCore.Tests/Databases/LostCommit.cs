using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>The database commits, and the connection breaks before it says so, once; the host's context tries the whole change again.</summary>
internal sealed class LostCommit : DbTransactionInterceptor
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>As a host asks for it with <c>EnableRetryOnFailure</c>.</summary>
    public void Use(DbContextOptionsBuilder options) =>
        options.AddInterceptors(this).ReplaceService<IExecutionStrategyFactory, StrategyFactory>();

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Interlocked.Increment(ref _count) == 1 ? throw new BrokenConnection() : Task.CompletedTask;

    private sealed class StrategyFactory(ExecutionStrategyDependencies dependencies) : IExecutionStrategyFactory
    {
        public IExecutionStrategy Create() => new Strategy(dependencies);
    }

    private sealed class Strategy(ExecutionStrategyDependencies dependencies) : ExecutionStrategy(dependencies, 3, TimeSpan.Zero)
    {
        protected override bool ShouldRetryOn(Exception exception) => exception is BrokenConnection;
    }

    private sealed class BrokenConnection() : Exception("The connection broke.");
}

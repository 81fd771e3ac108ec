using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>Sees the commands of a node, and lets the database fail one kind of them.</summary>
internal sealed class Commands : DbCommandInterceptor
{
    private readonly ConcurrentQueue<string> _texts = new();

    public IEnumerable<string> Texts => _texts;

    /// <summary>How the commands begin that fail; null for none.</summary>
    public string? Failing { get; init; }

    /// <summary>What stands in the commands that fail; null for none. Statements are often sent together.</summary>
    public string? FailingPart { get; set; }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(See(command, result));

    // How an INSERT is run.
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(See(command, result));

    private T See<T>(DbCommand command, T result)
    {
        _texts.Enqueue(command.CommandText);
        return (Failing is not null && command.CommandText.StartsWith(Failing, StringComparison.Ordinal))
            || (FailingPart is { } part && command.CommandText.Contains(part, StringComparison.Ordinal)) ? throw new Failure() : result;
    }

    private sealed class Failure() : DbException("The disk is full.");
}

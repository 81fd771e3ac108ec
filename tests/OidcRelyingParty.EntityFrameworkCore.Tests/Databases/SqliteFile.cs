using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>A SQLite database in a file, which several nodes can share as they would a server's.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly ScratchDirectory _directory = new();

    public void Use(DbContextOptionsBuilder options) => options.UseSqlite($"Data Source={_directory.File("host.db")}");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _directory.Dispose();
    }
}

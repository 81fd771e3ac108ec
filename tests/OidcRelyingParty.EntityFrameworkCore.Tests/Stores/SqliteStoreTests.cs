using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Stores;

[TestFixture]
internal sealed class SqliteStoreTests : StoreTests
{
    private readonly SqliteFile _file = new();

    [OneTimeTearDown]
    public void DeleteFile() => _file.Dispose();

    protected override Task<Action<DbContextOptionsBuilder>> OpenAsync() => Task.FromResult<Action<DbContextOptionsBuilder>>(_file.Use);
}

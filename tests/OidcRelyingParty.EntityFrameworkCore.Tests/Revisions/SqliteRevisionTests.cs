using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Revisions;

[TestFixture]
internal sealed class SqliteRevisionTests : RevisionTests
{
    private readonly SqliteFile _file = new();

    [OneTimeTearDown]
    public void DeleteFile() => _file.Dispose();

    protected override Task<Action<DbContextOptionsBuilder>> OpenAsync() => Task.FromResult<Action<DbContextOptionsBuilder>>(_file.Use);
}

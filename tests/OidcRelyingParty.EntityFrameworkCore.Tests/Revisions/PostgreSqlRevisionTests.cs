using Microsoft.EntityFrameworkCore;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Revisions;

[TestFixture]
internal sealed class PostgreSqlRevisionTests : RevisionTests
{
    protected override async Task<Action<DbContextOptionsBuilder>> OpenAsync()
    {
        var connection = (await RunningPostgreSql.GetAsync()).ConnectionString("revisions");
        return options => options.UseNpgsql(connection);
    }
}

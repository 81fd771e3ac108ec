using Microsoft.EntityFrameworkCore;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Stores;

[TestFixture]
internal sealed class PostgreSqlStoreTests : StoreTests
{
    protected override async Task<Action<DbContextOptionsBuilder>> OpenAsync()
    {
        var connection = (await RunningPostgreSql.GetAsync()).ConnectionString("host");
        return options => options.UseNpgsql(connection);
    }
}

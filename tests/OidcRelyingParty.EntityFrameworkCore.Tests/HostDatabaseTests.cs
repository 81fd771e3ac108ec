using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.EntityFrameworkCore.Tests;

[TestFixture]
internal sealed class HostDatabaseTests
{
    [Test]
    public async Task A_context_whose_model_lacks_our_tables_is_told_which_line_it_needs()
    {
        var services = new ServiceCollection().AddLogging().AddDbContext<Forgetful>(database => database.UseSqlite("Data Source=:memory:"));
        services.AddOidcRelyingPartyCore().UseEntityFramework<Forgetful>();
        await using var provider = services.BuildServiceProvider();

        var exception = (await Assert.ThrowsAsync<InvalidOperationException>(async () => await provider.GetRequiredService<ISessionStore>().FindAsync("id", CancellationToken.None)))!;

        Assert.That(exception.Message, Does.Contain("modelBuilder.AddOidcRelyingParty()").And.Contain(nameof(Forgetful)));
    }

    private sealed class Forgetful(DbContextOptions<Forgetful> options) : DbContext(options);
}

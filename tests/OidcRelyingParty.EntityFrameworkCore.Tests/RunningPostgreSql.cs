using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.EntityFrameworkCore.Tests;

/// <summary>One server for the whole test run, started at its first use and stopped after the last test.</summary>
[SetUpFixture]
public sealed class RunningPostgreSql
{
    private static readonly Lazy<Task<PostgreSqlServer>> Server = new(PostgreSqlServer.StartAsync);

    internal static Task<PostgreSqlServer> GetAsync() => Server.Value;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Server.IsValueCreated && Server.Value.IsCompletedSuccessfully)
        {
            await (await Server.Value).DisposeAsync();
        }
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests;

[TestFixture]
public sealed class ConfigurationNamesTests
{
    [TestCase("Oidc:PublicOrgin")]
    [TestCase("Oidc:Rolls:Claims")]
    [TestCase("Oidc:Sessions:RenewBeforehand")]
    public async Task A_name_in_the_configuration_that_means_nothing_is_in_the_log_when_the_host_starts(string name)
    {
        var line = (await StartAsync($"--{name}", "CANARY")).Single();

        Assert.That(line.Level, Is.EqualTo(LogLevel.Warning));
        Assert.That(line.Message, Does.Contain(OidcErrorCodes.SettingsMemberUnknown).And.Contain(name).And.Not.Contain("CANARY"));
    }

    [TestCase("--Oidc:Roles:Rules:urn:example:admins", "admin")]
    [TestCase("--Oidc:scopes:0", "openid")]
    [TestCase("--Oidc:ClientKeyId", "2026")]
    [TestCase("--Oidc:ReservedRoles:0", "operator")]
    [TestCase("--Oidc:LoginPath", "/sign-in")]
    [TestCase("--Oidc:Sessions:RenewBefore", "00:01:00")]
    [TestCase("--Oidc:FrontEnd:RequireCodeChallenge", "true")]
    [TestCase("--Oidc:Login:AttemptsPerAccount", "3")]
    public async Task A_name_that_means_something_is_not(string name, string value) => Assert.That(await StartAsync(name, value), Is.Empty);

    private static async Task<LogLine[]> StartAsync(params string[] args)
    {
        using var log = new LogRecorder();
        var builder = WebApplication.CreateBuilder([.. args, "--Urls", "http://127.0.0.1:0"]);
        builder.Logging.AddProvider(log);
        builder.Services.AddOidcRelyingParty(builder.Configuration.GetSection("Oidc"));
        await using var app = builder.Build();

        await app.StartAsync();

        return [.. log.Lines.Where(line => line.EventId == 10013)];
    }
}

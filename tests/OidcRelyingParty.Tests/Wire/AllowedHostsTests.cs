using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Tests.Wire;

/// <summary>What the host's code lets through, and what it does not let through with it.</summary>
[TestFixture]
internal sealed class AllowedHostsTests
{
    [TestCase("sso.corp.example", "http://sso.corp.example/", null)]
    [TestCase("SSO.corp.example", "http://sso.CORP.example/", null)]
    [TestCase("sso.corp.example", "http://sso.corp.example./", null)]
    [TestCase("10.0.0.1", "http://10.0.0.1/", null)]
    [TestCase("[fd00::1]", "http://[fd00::1]/", null)]
    [TestCase("fd00::1", "http://[fd00::1]/", null)]
    [TestCase("sso.internal", "http://sso.internal/", null)]
    [TestCase("corp.example", "http://sso.corp.example/", OidcErrorCodes.ProviderAddressRefused)]
    [TestCase("10.0.0.1", "http://10.0.0.2/", OidcErrorCodes.ProviderAddressRefused)]
    [TestCase("10.0.0.1", "http://sso.corp.example/", OidcErrorCodes.ProviderAddressRefused)]
    public async Task A151_Exactly_the_named_host_may_be_inside(string allowed, string url, string? code)
    {
        await using var inside = await Start(options => options.AllowedPrivateHosts.Add(allowed));

        Assert.That(await Refusal.CodeOfAsync(() => inside.GetAsync(url)), Is.EqualTo(code));
        Assert.That(inside.Dialled, code is null ? Is.Not.Empty : Is.Empty);
    }

    [Test]
    public async Task Whoever_allows_plain_http_for_a_host_means_it()
    {
        await using var inside = await Start(options => options.AllowInsecureHttpHosts.Add("sso.corp.example"));

        Assert.That(await Refusal.CodeOfAsync(() => inside.GetAsync("http://sso.corp.example/")), Is.Null);
    }

    [TestCase("http://127.0.0.1/", null)]
    [TestCase("http://[::1]/", null)]
    [TestCase("http://localhost/", null)]
    [TestCase("http://10.0.0.1/", OidcErrorCodes.ProviderAddressRefused)]
    [TestCase("http://sso.corp.example/", OidcErrorCodes.ProviderAddressRefused)]
    [TestCase("http://rebound.example/", OidcErrorCodes.ProviderAddressRefused)]
    public async Task Plain_http_on_loopback_opens_loopback_by_its_own_names_only(string url, string? code)
    {
        await using var inside = await Start(options => options.AllowInsecureHttpOnLoopback = true);

        Assert.That(await Refusal.CodeOfAsync(() => inside.GetAsync(url)), Is.EqualTo(code));
    }

    [Test]
    public async Task Localhost_must_be_loopback()
    {
        await using var inside = await Start(options => options.AllowInsecureHttpOnLoopback = true);
        inside.Name("localhost", ["10.0.0.1"]);

        Assert.That(await Refusal.CodeOfAsync(() => inside.GetAsync("http://localhost/")), Is.EqualTo(OidcErrorCodes.ProviderAddressRefused));
    }

    [Test]
    public void The_configuration_names_them_too()
    {
        var services = new ServiceCollection();
        var configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { ["Oidc:AllowedPrivateHosts"] = "sso.corp.example 10.0.0.1" };
        services.AddOidcRelyingPartyCore().UseConfiguration(configuration.GetSection("Oidc"));
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<OutboundGuard>().Refuses(new Uri("https://10.0.0.1")), Is.False);
    }

    private static async Task<Inside> Start(Action<OidcRelyingPartyOptions> options)
    {
        var inside = await Inside.StartAsync(options);
        foreach (var host in new[] { "sso.corp.example", "sso.corp.example.", "sso.internal" })
        {
            inside.Name(host, ["10.0.0.1"]);
        }

        inside.Name("localhost", ["127.0.0.1", "::1"]);
        inside.Name("rebound.example", ["127.0.0.1"]);
        return inside;
    }
}

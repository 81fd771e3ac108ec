using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Client = OidcRelyingParty.Wire.ProviderClient;

namespace OidcRelyingParty.Tests.Wire;

[TestFixture]
[NonParallelizable]
internal sealed class ProxyTests
{
    [Test]
    public async Task A162_A_proxy_of_the_environment_is_not_used()
    {
        var before = HttpClient.DefaultProxy;
        HttpClient.DefaultProxy = new WebProxy("http://proxy.corp.example:3128");
        try
        {
            await using var inside = await Inside.StartAsync();
            inside.Name("op.example.test", [Inside.Public]);

            await inside.GetAsync("http://op.example.test/");

            Assert.That(inside.Dialled, Is.EqualTo(new[] { Inside.Public }));
        }
        finally
        {
            HttpClient.DefaultProxy = before;
        }
    }

    [TestCase("http://op.example.test/", null)]
    [TestCase("http://10.0.0.1/", OidcErrorCodes.ProviderAddressRefused)]
    [TestCase("http://169.254.169.254/", OidcErrorCodes.ProviderAddressRefused)]
    [TestCase("http://metadata.google.internal/", OidcErrorCodes.ProviderAddressRefused)]
    [TestCase("http://proxy.corp.example:3128/", OidcErrorCodes.ProviderAddressRefused)]
    public async Task A162_A_proxy_that_the_host_chose_may_be_inside_but_leads_nowhere_inside(string url, string? code)
    {
        await using var inside = await Inside.StartAsync(configure: UseProxy);
        inside.Name("proxy.corp.example", [Inside.Private]);

        Assert.That(await Refusal.CodeOfAsync(() => inside.GetAsync(url)), Is.EqualTo(code));
        Assert.That(inside.Dialled, code is null ? Is.EqualTo(new[] { Inside.Private }) : Is.Empty);
    }

    private static void UseProxy(IServiceCollection services) =>
        services.AddHttpClient(Client.HttpClientName).ConfigurePrimaryHttpMessageHandler((handler, _) =>
        {
            var sockets = (SocketsHttpHandler)handler;
            (sockets.UseProxy, sockets.Proxy) = (true, new WebProxy("http://proxy.corp.example:3128"));
        });
}

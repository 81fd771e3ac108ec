extern alias MinimalHost;
using System.Net;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Testing;
using Program = MinimalHost::Program;

namespace OidcRelyingParty.AspNetCore.Tests.Documents;

/// <summary>MinimalHost with a provider in memory, as <c>docs/testing.md</c> shows it.</summary>
internal static class DocumentHost
{
    public static WebApplicationFactory<Program> Create(TestProvider provider, Action<IServiceCollection>? configure = null)
    {
        var client = provider.Clients[0];
        client.RedirectUris.Add("http://localhost/signin-oidc");
        return new WebApplicationFactory<Program>().WithWebHostBuilder(web => web
            .UseSetting("Oidc:Issuer", provider.Issuer)
            .UseSetting("Oidc:ClientId", client.ClientId)
            .UseSetting("Oidc:ClientSecret", client.ClientSecret)
            .ConfigureTestServices(services =>
            {
                services.AddHttpClient("OidcRelyingParty").ConfigurePrimaryHttpMessageHandler(provider.CreateHandler);
                configure?.Invoke(services);
            }));
    }

    public static async Task<HttpResponseMessage> SignInAsync(WebApplicationFactory<Program> host, TestProvider provider, string userName)
    {
        using var atHost = new TestBrowser(host.Server.CreateHandler());
        using var atProvider = new TestBrowser(provider.CreateHandler());

        var toProvider = await atHost.GetAsync("http://localhost/login");
        var callback = await atProvider.SignInAsync(toProvider.Headers.Location!.AbsoluteUri, userName);
        var answer = await atHost.GetAsync(callback.AbsoluteUri);
        return answer.StatusCode == HttpStatusCode.Redirect ? await atHost.GetAsync("http://localhost/") : answer;
    }
}

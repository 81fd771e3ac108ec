using System.Net;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests;

public sealed class RegistrationTests
{
    [Test]
    public async Task Registering_again_keeps_the_http_handler_the_host_chose()
    {
        await using var host = await TestHost.StartAsync(options => options.Services = services => services.AddOidcRelyingParty());

        var response = await host.Browser.SignInAsync();

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }
}

using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.AspNetCore.Tests.Documents;

[TestFixture]
internal sealed class ProductionHostTests
{
    [Test]
    public async Task The_host_of_the_security_document_has_a_host_cookie_and_its_own_session_time()
    {
        await using var host = ProductionHost.Create(["--KeyRing", Path.GetTempPath(), "--Oidc:PublicOrigin", "https://app.example.org"]);

        var cookie = host.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(OidcDefaults.SessionScheme);

        Assert.That(cookie.Cookie.Name, Is.EqualTo("__Host-oidc.session"));
        Assert.That(cookie.ExpireTimeSpan, Is.EqualTo(TimeSpan.FromHours(1)));
    }
}

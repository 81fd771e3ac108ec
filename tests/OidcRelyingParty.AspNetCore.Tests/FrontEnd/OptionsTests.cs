using System.Net;
using Microsoft.Extensions.Options;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed class OptionsTests
{
    [Test]
    public async Task A_host_can_insist_on_a_challenge()
    {
        await using var host = await FrontEndHost.StartAsync(options => options.Services = FrontEndHost.With(frontEnd => frontEnd.RequireCodeChallenge = true));
        using var spa = new Spa(host);

        using var without = await spa.LoginAsync(new { tenant_id = "acme" });
        using var with = await spa.LoginAsync(new { tenant_id = "acme", code_challenge = Spa.Challenge });

        Assert.That(await without.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.FrontEndRequest));
        Assert.That(with.StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("v1/auth")]
    [TestCase("//v1")]
    [TestCase("/v1/")]
    [TestCase("/v1/{tenant}")]
    public void A_prefix_that_is_no_path_ends_the_start(string prefix) => AssertNoStart(frontEnd => frontEnd.PathPrefix = prefix);

    [TestCase(9)]
    [TestCase(601)]
    public void A_code_that_lives_too_short_or_too_long_ends_the_start(int seconds) =>
        AssertNoStart(frontEnd => frontEnd.CodeLifetime = TimeSpan.FromSeconds(seconds));

    [TestCase(59)]
    [TestCase((24 * 3600) + 1)]
    public void A_token_that_lives_too_short_or_too_long_ends_the_start(int seconds) =>
        AssertNoStart(frontEnd => frontEnd.TokenLifetime = TimeSpan.FromSeconds(seconds));

    private static void AssertNoStart(Action<OidcFrontEndOptions> configure) =>
        Assert.That(() => FrontEndHost.StartAsync(options => options.Services = FrontEndHost.With(configure)), Throws.InstanceOf<OptionsValidationException>());
}

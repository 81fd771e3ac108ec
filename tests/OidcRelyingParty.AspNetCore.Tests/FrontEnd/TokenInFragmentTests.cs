using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

public sealed class TokenInFragmentTests
{
    [Test]
    public async Task I7_A_tenant_that_allows_it_gets_the_token_in_the_fragment()
    {
        await using var host = await StartAsync();
        using var spa = new Spa(host);

        var address = await spa.SignInAsync(new { tenant_id = "acme" });
        var fragment = Spa.Fragment(address);

        Assert.That(address.GetLeftPart(UriPartial.Query), Is.EqualTo(FrontEndHost.FrontEndUrl));
        Assert.That(fragment.Select(member => member.Key), Is.EqualTo(new[] { "access_token", "token_type", "expires_in" }));
        Assert.That((fragment["token_type"], fragment["expires_in"]), Is.EqualTo(("Bearer", "3600")));
        Assert.That((await spa.MeAsync(fragment["access_token"]))?["sub"], Is.EqualTo("user-alice"));
    }

    [Test]
    public async Task A_front_end_that_gives_a_challenge_gets_a_code_all_the_same()
    {
        await using var host = await StartAsync();
        using var spa = new Spa(host);

        var fragment = Spa.Fragment(await spa.SignInAsync(new { tenant_id = "acme", code_challenge = Spa.Challenge }));

        Assert.That(fragment.Select(member => member.Key), Is.EqualTo(new[] { "code" }));
    }

    private static Task<TestHost> StartAsync() => FrontEndHost.StartAsync(options =>
        options.Settings = settings => FrontEndHost.Settings(settings) with { AllowTokenInFragment = true });
}

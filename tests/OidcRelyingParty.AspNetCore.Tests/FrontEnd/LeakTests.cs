using OidcRelyingParty.AspNetCore.Tests.Endpoints;
using OidcRelyingParty.AspNetCore.Tests.Hosting;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

[NonParallelizable] // traces and metrics are of the whole process
public sealed class LeakTests
{
    [Test]
    public async Task A285_No_token_travels_in_an_address_and_no_code_in_a_query()
    {
        using var sinks = new Sinks();
        await using var host = await StartAsync(sinks);
        using var spa = new Spa(host);

        var code = await spa.GetCodeAsync();
        var token = await TokenAsync(spa, code);
        var addresses = string.Join('\n', sinks.Locations.Concat(host.Provider.Requests.Select(request => request.Uri.AbsoluteUri)));

        Assert.That(addresses, Does.Not.Contain(token));
        Assert.That(addresses.Split('\n').Where(address => address.Split('#')[0].Contains(code, StringComparison.Ordinal)), Is.Empty);
        foreach (var (name, value) in sinks.Canaries(host).Where(canary => canary.Name is "access_token" or "id_token" or "refresh_token"))
        {
            Assert.That(addresses.Contains(value, StringComparison.Ordinal), Is.False, name);
        }
    }

    [Test]
    public async Task A281_Neither_code_nor_token_nor_a_secret_of_the_sign_in_is_kept_or_shown()
    {
        using var sinks = new Sinks();
        await using var host = await StartAsync(sinks);
        using var spa = new Spa(host);

        var code = await spa.GetCodeAsync(Spa.Challenge);
        var token = await TokenAsync(spa, code, Spa.Verifier);
        await spa.MeAsync(token);
        await spa.ExchangeAsync(code, Spa.Verifier);
        await spa.ExchangeAsync(code, new string('x', 43));
        var kept = sinks.Kept(host).Replace($"\"access_token\":\"{token}\"", "the one place where it belongs", StringComparison.Ordinal);

        Assert.That(kept, Does.Not.Contain(code).And.Not.Contain(token).And.Not.Contain(Spa.Verifier).And.Not.Contain(Spa.Challenge));
        foreach (var (name, value) in sinks.Canaries(host))
        {
            Assert.That(kept.Contains(value, StringComparison.Ordinal), Is.False, name);
        }
    }

    [Test]
    public async Task A284_The_callback_redirects_away_and_tells_its_address_to_nobody()
    {
        await using var host = await FrontEndHost.StartAsync();
        using var spa = new Spa(host);

        using var response = await Spa.CallBackAsync(host.Browser, await spa.CatchCallbackAsync(new { tenant_id = "acme" }));

        Assert.That(response.Headers.Location!.OriginalString, Does.StartWith("https://spa.example.test/").And.Not.Contain("state="));
        Assert.That(response.Headers.CacheControl!.NoStore, Is.True);
        Assert.That(response.Headers.GetValues("Referrer-Policy"), Is.EqualTo(new[] { "no-referrer" }));
        Assert.That(await response.Content.ReadAsStringAsync(), Is.Empty);
    }

    private static Task<TestHost> StartAsync(Sinks sinks) => FrontEndHost.StartAsync(options =>
    {
        options.Environment = "Development"; // says the most
        options.Services = sinks.WatchResponses;
        options.Provider += sinks.WatchTokens;
    });

    private static async Task<string> TokenAsync(Spa spa, string code, string? verifier = null)
    {
        using var response = await spa.ExchangeAsync(code, verifier);
        return (await Spa.ReadAsync(response)).GetProperty("access_token").GetString()!; // the contract
    }
}

using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Documents;

/// <summary>The examples of <c>docs/testing.md</c>.</summary>
[TestFixture]
internal sealed class TestingDocumentTests
{
    [Test]
    public async Task Alice_signs_in()
    {
        await using var provider = new TestProvider();
        await using var host = DocumentHost.Create(provider);

        var response = await DocumentHost.SignInAsync(host, provider, "alice");

        Assert.That(await response.Content.ReadAsStringAsync(), Is.EqualTo("Hello Alice Example"));
    }

    [Test]
    public async Task A_token_for_somebody_else_is_refused()
    {
        await using var provider = new TestProvider();
        await using var host = DocumentHost.Create(provider);

        provider.Behaviour.IdTokenClaims = claims => claims["aud"] = "another-client";
        var response = await DocumentHost.SignInAsync(host, provider, "alice");

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(OidcErrorCodes.IdTokenAudience));
    }

    [Test]
    public async Task A_token_built_by_hand_is_refused()
    {
        await using var provider = new TestProvider();
        await using var host = DocumentHost.Create(provider);

        provider.Behaviour.IdToken = _ => provider.CreateIdToken("quickstart", nonce: "stolen").With("sub", "user-bob").Build();
        var response = await DocumentHost.SignInAsync(host, provider, "alice");

        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(OidcErrorCodes.IdTokenNonce));
    }

    [Test]
    public async Task Who_comes_back_too_late_starts_again()
    {
        var clock = new ManualTimeProvider();
        await using var provider = new TestProvider(new TestProviderOptions { TimeProvider = clock });
        await using var host = DocumentHost.Create(provider, services => services.AddSingleton<TimeProvider>(clock));
        using var atHost = new TestBrowser(host.Server.CreateHandler());
        using var atProvider = new TestBrowser(provider.CreateHandler());

        var toProvider = await atHost.GetAsync("http://localhost/login");
        clock.Advance(TimeSpan.FromMinutes(11));
        var callback = await atProvider.SignInAsync(toProvider.Headers.Location!.AbsoluteUri, "alice");
        var response = await atHost.GetAsync(callback.AbsoluteUri);

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(await response.Content.ReadAsStringAsync(), Does.Contain(OidcErrorCodes.StateExpired));
    }
}

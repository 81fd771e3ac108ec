using System.Net;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.SettingsApi;

/// <content>What is asked of the provider (rows U7 to U9).</content>
internal sealed partial class UnleashTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task U7_Logging_out_ends_the_session_at_the_provider_when_it_should(bool isSingle)
    {
        await _scene.StoreAsync(("enableSingleSignOut", isSingle));
        using var visitor = _scene.Sample.CreateVisitor();
        using var home = await visitor.OpenAsync("/login/start");

        using var left = await visitor.SubmitAsync(home, "form[action='/logout']");
        using var end = await visitor.FollowAsync(left);
        visitor.UserName = "bob"; // who is only asked for when the provider has forgotten alice
        using var again = await visitor.OpenAsync("/login/start");

        var location = left.Headers.Location!.OriginalString;
        Assert.That(location.StartsWith(_scene.Sample.Embedded.Issuer, StringComparison.Ordinal), Is.EqualTo(isSingle));
        Assert.That(location.Contains("id_token_hint=", StringComparison.Ordinal) && location.Contains("post_logout_redirect_uri=", StringComparison.Ordinal), Is.EqualTo(isSingle));
        Assert.That(end.RequestMessage!.RequestUri!.Host, Is.EqualTo("localhost"));
        Assert.That(await again.ElementAsync("sub"), Is.EqualTo(isSingle ? "user-bob" : "user-alice"));
    }

    [Test]
    public async Task U8_The_acr_values_are_sent_and_only_a_wish()
    {
        await _scene.StoreAsync(("acrValues", "urn:loa:2 phr"));
        _scene.Sample.Provider.Behaviour.IdTokenClaims = claims => claims["acr"] = "urn:loa:1";

        using var begun = await _scene.Sample.CreateVisitor().GetAsync("/login/start");
        using var entered = await _scene.SignInAsync();

        Assert.That(Uri.UnescapeDataString(begun.Headers.Location!.Query.Replace('+', ' ')), Does.Contain("acr_values=urn:loa:2 phr"));
        Assert.That(await entered.ElementAsync("sub"), Is.EqualTo("user-alice"));
    }

    [TestCase("urn:loa:2", true)]
    [TestCase("phr", true)]
    [TestCase("urn:loa:1", false)]
    [TestCase("urn:loa:2 phr", false)]
    [TestCase("PHR", false)]
    [TestCase(null, false)]
    public async Task U8_The_host_can_require_one_of_them(string? acr, bool enters)
    {
        await using var strict = new UnleashScene(new Dictionary<string, string> { ["RequireAcr"] = "true" });
        await strict.StoreAsync(("acrValues", "urn:loa:2 phr"));
        strict.Sample.Provider.Behaviour.IdTokenClaims = claims =>
        {
            claims.Remove("acr");
            if (acr is not null)
            {
                claims["acr"] = acr;
            }
        };

        using var page = await strict.SignInAsync();

        Assert.That(await page.ErrorCodeAsync(), enters ? Is.Null : Is.EqualTo(OidcErrorCodes.IdTokenAcr));
        Assert.That(await page.ElementAsync("sub"), enters ? Is.EqualTo("user-alice") : Is.Null);
    }

    [Test]
    public async Task U9_A_token_signed_as_chosen_is_accepted([Values("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")] string algorithm)
    {
        _scene.Sample.Provider.Clients[0].IdTokenSigningAlgorithm = algorithm;
        await _scene.StoreAsync(("idTokenSigningAlgorithm", algorithm));

        using var page = await _scene.SignInAsync();

        Assert.That(await page.ElementAsync("sub"), Is.EqualTo("user-alice"));
    }

    [TestCase("RS256", "RS384")]
    [TestCase("RS512", "RS256")]
    [TestCase("RS256", "PS256")]
    [TestCase("RS256", "ES256")]
    [TestCase("EdDSA", "RS256")]
    public async Task U9_A_token_signed_with_another_algorithm_is_rejected(string chosen, string used)
    {
        OfferEdDsa();
        _scene.Sample.Provider.Clients[0].IdTokenSigningAlgorithm = used;
        await _scene.StoreAsync(("idTokenSigningAlgorithm", chosen));

        using var page = await _scene.SignInAsync();

        Assert.That((await page.ErrorCodeAsync(), await page.ElementAsync("sub")), Is.EqualTo((OidcErrorCodes.IdTokenAlgorithm, (string?)null)));
    }

    [Test]
    public async Task U9_An_algorithm_that_the_provider_does_not_have_is_not_stored()
    {
        using var response = await _scene.PostAsync(_scene.Document(("idTokenSigningAlgorithm", "EdDSA")));

        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That((await response.JsonAsync())["message"]!.GetValue<string>(), Does.StartWith("idTokenSigningAlgorithm: ").And.Contain("the provider offers RS256"));
    }

    // In the metadata and the key set; the provider cannot sign with it.
    private void OfferEdDsa()
    {
        _scene.Sample.Provider.Keys.AddDecoys();
        _scene.Sample.Provider.Behaviour.Discovery = metadata => metadata["id_token_signing_alg_values_supported"]!.AsArray().Add("EdDSA"); // every metadata have it
    }
}

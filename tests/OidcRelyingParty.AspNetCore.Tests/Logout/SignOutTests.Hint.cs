using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Logout;

/// <summary>What the provider learns at the sign-out, and which one.</summary>
public sealed partial class SignOutTests
{
    [Test]
    public async Task The_refresh_token_is_revoked()
    {
        using var response = await Browser.SignOutAsync();

        var revocation = _host.Provider.Requests.Single(request => request.Endpoint == ProviderEndpoint.Revocation);
        Assert.That(revocation.Form["token"], Is.Not.Null);
        Assert.That(revocation.Form["token_type_hint"], Is.EqualTo("refresh_token"));
        Assert.That(revocation.Headers["Authorization"], Does.StartWith("Basic "));
    }

    [Test]
    public async Task A192_A_hint_that_makes_the_address_too_long_is_left_out()
    {
        await using var host = await SessionHost.StartAsync(options => options.Provider += op => op.Behaviour.IdTokenClaims = claims => claims["filler"] = new string('a', 8000));
        await host.Browser.SignInAsync();

        using var response = await host.Browser.PostFromPageAsync("/logout");

        var query = ProviderParameters.Parse(response.Headers.Location!.Query);
        Assert.That(response.Headers.Location!.OriginalString, Has.Length.LessThan(6 * 1024));
        Assert.That(query.Contains("id_token_hint"), Is.False);
        Assert.That(query["client_id"], Is.EqualTo(host.Client.ClientId));
        Assert.That(query["logout_hint"], Is.EqualTo("alice"));
    }

    [Test]
    public async Task A192_Nothing_of_a_session_goes_to_another_provider_than_its_own()
    {
        await using var tenants = await TwoTenants.StartAsync();
        var host = tenants.Host;
        await host.Browser.SignInAsync();
        host.SettingsStore.Put(host.FittingSettings() with { Version = "2", Issuer = IssuerUrl.Parse(tenants.Other.Issuer) });

        using var response = await host.Browser.PostFromPageAsync("/logout");

        Assert.That(response.Headers.Location!.OriginalString, Is.EqualTo("/"));
        Assert.That(tenants.Other.CountOf(ProviderEndpoint.Revocation), Is.Zero);
        Assert.That(host.Logs.Ours.Select(line => line.ToString()), Has.One.Contains("[10001]").And.Some.Contains(OidcErrorCodes.IdTokenIssuer));
        Assert.That(await host.Browser.MeAsync(), Is.Null);
    }

    // The renewed one: providers may not know the first any more.
    [Test]
    public async Task The_hint_is_the_newest_id_token_of_the_session()
    {
        _host.Clock.Advance(SessionHost.UntilRenewal);
        _host.Provider.Behaviour.IdTokenClaims = claims => claims["newest"] = new JsonArray();
        await Browser.TokenAsync();

        using var response = await Browser.SignOutAsync();

        Assert.That(System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(EndSession.Query["id_token_hint"]!.Split('.')[1])), Does.Contain("newest"));
    }
}

using System.Net;
using System.Text.Json;
using OidcRelyingParty.RealProviders.Tests.QuickStart;
using OidcRelyingParty.RealProviders.Tests.Tapping;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>A session that is begun from elsewhere, renewed, and signed out of, whoever the provider is.</summary>
public abstract class SessionFlowTests : QuickStartTests
{
    [Test]
    public Task A_session_is_renewed_with_the_newest_refresh_token() => RunTappedAsync(Provider.RenewingClient, async (host, tap) =>
    {
        var visitor = host.NewVisitor();
        var signedIn = (await AssertSignsInAsync(visitor, "alice")).AccessTokenExpires;

        var renewed = await RenewAsync(visitor);
        var renewedAgain = await RenewAsync(visitor);

        Assert.That(new[] { signedIn, renewed, renewedAgain }, Is.Ordered.And.Unique);
        var me = await visitor.ReadMeAsync();
        Assert.That(me.AccessTokenExpires, Is.EqualTo(renewedAgain));
        Assert.That(me.Roles, Has.Member("admin"));
        var issued = tap.Exchanges.Select(exchange => exchange.Token("refresh_token")).OfType<string>();
        var sent = tap.Exchanges.Where(exchange => exchange.IsRefresh).Select(exchange => exchange.Form["refresh_token"]).ToArray();
        Assert.That(sent, Has.Length.EqualTo(2));
        Assert.That(sent, Is.EqualTo(Provider.RotatesRefreshTokens ? issued.Take(2) : Enumerable.Repeat(issued.First(), 2)));
    });

    [Test]
    public Task The_refresh_token_is_worthless_once_the_user_has_signed_out() => RunTappedAsync(Provider.RenewingClient, async (host, tap) =>
    {
        var visitor = host.NewVisitor();
        await visitor.SignInAsync("alice");
        var refreshToken = LastRefreshToken(tap);

        var page = await visitor.BeginSignOutAsync();

        // The browser never gets there: what the token loses, it loses by its revocation.
        Assert.That(page.Location?.Authority, Is.EqualTo(new Uri(Provider.Issuer).Authority), page.ToString());
        Assert.That(await visitor.IsAskedForPasswordAsync(), Is.EqualTo(Provider.RevocationEndsItsSession));
        Assert.That(tap.Exchanges.Select(exchange => exchange.Form["token"]).OfType<string>(), Is.EqualTo(Provider.Revokes ? new[] { refreshToken } : []));
        Assert.That(await Provider.IsRefusedAsync(Provider.RenewingClient, refreshToken), Is.EqualTo(Provider.Revokes));
    });

    [Test]
    public Task Ending_all_sessions_comes_back_to_the_page_asked_for() => RunTappedAsync(Provider.DefaultClient, async (host, _) =>
    {
        var visitor = host.NewVisitor();
        var elsewhere = host.NewVisitor();
        await visitor.SignInAsync("alice");
        await elsewhere.SignInAsync("alice");

        var page = await visitor.EndAllSessionsAsync();

        Assert.That((page.Status, page.Url), Is.EqualTo((HttpStatusCode.OK, visitor.Address("/goodbye"))), page.ToString());
        Assert.That(await elsewhere.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.Unauthorized));
        Assert.That(await visitor.IsAskedForPasswordAsync(), Is.True);
    });

    [Test]
    public Task A_third_party_starts_a_sign_in() => RunAsync(Provider.DefaultClient, async host =>
    {
        var visitor = host.NewVisitor();

        var page = await visitor.SignInAsync("alice", InitiateLogin(Provider.Issuer, visitor.Address("/me")));

        Assert.That((page.Status, page.Url.AbsolutePath), Is.EqualTo((HttpStatusCode.OK, "/me")), page.ToString());
    });

    [Test]
    public Task A_third_party_cannot_start_a_sign_in_with_another_provider() => RunTappedAsync(Provider.DefaultClient, async (host, tap) =>
    {
        var visitor = host.NewVisitor();

        var page = await visitor.GetAsync(InitiateLogin("https://op.example.test", visitor.Address("/me")));

        Assert.That((page.Status, page.ErrorCode), Is.EqualTo((HttpStatusCode.BadRequest, "sign_in.initiator_unknown")), page.ToString());
        Assert.That(tap.Exchanges, Is.Empty);
    });

    private protected static async Task<DateTimeOffset?> RenewAsync(Visitor visitor)
    {
        var page = await visitor.RenewAsync();
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.ToString());
        return JsonDocument.Parse(page.Body).RootElement.GetProperty("accessTokenExpires").GetDateTimeOffset();
    }

    private protected static string LastRefreshToken(Wiretap tap) => tap.Exchanges.Select(exchange => exchange.Token("refresh_token")).OfType<string>().Last();

    private static string InitiateLogin(string issuer, Uri target) =>
        $"/initiate-login?iss={Uri.EscapeDataString(issuer)}&target_link_uri={Uri.EscapeDataString(target.AbsoluteUri)}";
}

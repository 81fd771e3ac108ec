using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.AspNetCore.Tests.Sessions;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Accounts;

/// <summary>Accounts as the browser meets them.</summary>
public sealed partial class AccountTests
{
    [Test]
    public async Task P1_A_sign_in_makes_the_account_and_the_session_knows_it()
    {
        var (host, accounts) = await AccountHost.StartAsync();
        await using var _ = host;

        await host.Browser.SignInAsync();
        var me = await host.Browser.MeAsync();

        var account = accounts.Accounts.Single();
        Assert.That((me!.Claims["oidc_account"], me.Roles), Is.EqualTo((new[] { account.Id }, new[] { "admin" })));
    }

    [Test]
    public async Task A232_A_user_without_an_account_gets_a_neutral_page_and_no_session()
    {
        var (host, accounts) = await AccountHost.StartAsync(new ProvisioningPolicy());
        await using var _ = host;

        var response = await host.Browser.SignInAsync();

        await host.AssertRefusedAsync(response, OidcErrorCodes.AccountRefused);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.Forbidden));
        Assert.That(accounts.Accounts, Is.Empty);
    }

    [Test]
    public async Task A287_The_page_is_the_same_for_users_who_are_unknown_disabled_or_of_a_wrong_domain()
    {
        var answers = new List<(HttpStatusCode Status, string Headers, string Body)>();
        async Task AddAsync(ProvisioningPolicy policy, bool isDisabled)
        {
            var (host, accounts) = await AccountHost.StartAsync(policy);
            await using var _ = host;
            if (isDisabled)
            {
                accounts.Put(new Account
                {
                    Id = "1",
                    Tenant = "default",
                    UserId = "user-alice",
                    IsDisabled = true,
                    Logins = [new("default", host.Provider.Issuer, "user-alice")],
                    Revision = "",
                });
            }

            var response = await host.Browser.SignInAsync();
            answers.Add((response.StatusCode, WithoutNonce(response.Headers.ToString()), WithoutNonce(await response.Content.ReadAsStringAsync())));
        }

        await AddAsync(new(), isDisabled: false);
        await AddAsync(new(), isDisabled: true);
        await AddAsync(new() { CreateAccounts = true, EmailDomains = ["corp.com"] }, isDisabled: false);

        Assert.That(answers.Distinct().Count(), Is.EqualTo(1), string.Join("\n\n", answers));
        Assert.That(answers[0].Body, Does.Contain(OidcErrorCodes.AccountRefused));
    }

    [Test]
    public async Task A237_Of_50_first_sign_ins_at_once_every_browser_has_a_session_of_one_account()
    {
        var (host, accounts) = await AccountHost.StartAsync();
        await using var _ = host;

        var views = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(async () =>
        {
            using var browser = host.CreateBrowser();
            var response = await browser.SignInAsync();
            return (response.StatusCode, Account: (await browser.MeAsync())?.Claims["oidc_account"].Single());
        })));

        Assert.That(views.Distinct(), Is.EqualTo(new[] { (HttpStatusCode.OK, (string?)accounts.Accounts.Single().Id) }));
    }

    [Test]
    public async Task A233_A_session_ends_at_its_next_renewal_when_the_account_was_disabled()
    {
        var (host, accounts) = await AccountHost.StartAsync();
        await using var _ = host;
        await host.Browser.SignInAsync();

        host.Clock.Advance(SessionHost.UntilRenewal);
        Assert.That(await host.Browser.MeAsync(), Is.Not.Null, "renewed");
        accounts.Put(accounts.Accounts.Single() with { IsDisabled = true });
        host.Clock.Advance(SessionHost.UntilRenewal);

        Assert.That(await host.Browser.MeAsync(), Is.Null);
        Assert.That(host.Provider.CountOf(ProviderEndpoint.Token), Is.EqualTo(3));
    }

    [Test]
    public async Task A191_Who_disables_an_account_ends_its_sessions_by_its_logins()
    {
        var (host, accounts) = await AccountHost.StartAsync();
        await using var _ = host;
        await host.Browser.SignInAsync();
        var account = accounts.Put(accounts.Accounts.Single() with { IsDisabled = true });
        var before = await host.Browser.MeAsync();

        foreach (var login in account.Logins)
        {
            await host.Services.GetRequiredService<OidcSessions>().EndAsync(SessionSelector.OfUser(new OidcSettingsKey(login.Tenant), login.Issuer, login.Subject));
        }

        Assert.That(before, Is.Not.Null, "The session does not ask for the account each time.");
        Assert.That(await host.Browser.MeAsync(), Is.Null);
    }

    [Test]
    public async Task P6_Roles_taken_away_at_the_provider_are_gone_at_the_next_renewal()
    {
        var (host, accounts) = await AccountHost.StartAsync();
        await using var _ = host;
        accounts.Put(new Account { Id = "1", Tenant = "default", UserId = "local", Roles = ["admin"], Revision = "" });
        await host.Browser.SignInAsync();

        host.Provider.Users[0].Claims["roles"] = new System.Text.Json.Nodes.JsonArray("reader");
        host.Clock.Advance(SessionHost.UntilRenewal);

        Assert.That((await host.Browser.MeAsync())!.Roles, Is.EqualTo(new[] { "reader" }));
        Assert.That(accounts.Accounts.Single(account => account.UserId == "user-alice").Roles, Is.EqualTo(new[] { "reader" }));
    }

    private static string WithoutNonce(string text) => Varying().Replace(text, "");

    // Random numbers, and the number of the request.
    [GeneratedRegex(@"__Host-oidc\.[\w-]+=*|nonce[-=]['""]?[0-9A-F]{32}|<dt>Request</dt><dd><code>[^<]*</code>|Date:.*")]
    private static partial Regex Varying();
}

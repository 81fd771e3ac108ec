using OidcRelyingParty.Access;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Access;

/// <summary>Every combination of the switches of two providers with every state they can be in: there is always a way in.</summary>
[TestFixture]
internal sealed class SignInPolicyTests
{
    private static readonly OidcError Problem = OidcError.Create(OidcErrorCodes.ProviderUnreachable, "It does not answer.");
    private static readonly bool[] Both = [true, false];

    private static IEnumerable<ProviderStanding> Standings(string provider) =>
        from isEnabled in Both
        from isSingleSignOnOnly in Both
        from isAutoSignIn in Both
        from isProven in Both
        from isBroken in Both
        select new ProviderStanding(
            new OidcSettings
            {
                Key = new OidcSettingsKey("tenant", provider),
                ClientId = "client",
                Enabled = isEnabled,
                SingleSignOnOnly = isSingleSignOnOnly,
                AutoSignIn = isAutoSignIn,
            },
            isProven,
            isBroken ? Problem : null);

    private static IEnumerable<ProviderStanding[]> Tenants() => Standings("a").SelectMany(a => Standings("b").Select(b => new[] { a, b }))
        .Concat(Standings("a").Select(a => new[] { a })).Append([]);

    [Test]
    public void Local_login_is_hidden_only_while_an_enabled_provider_is_proven_and_works()
    {
        foreach (var tenant in Tenants())
        {
            var ways = SignInPolicy.WorkOut(tenant);

            if (ways.LocalLogin == LocalLogin.BackupOnly)
            {
                Assert.That(tenant.Any(one => one is { Settings.Enabled: true, IsProven: true, Problem: null }), Describe(tenant));
                Assert.That(tenant.Any(one => one.Settings.SingleSignOnOnly), Describe(tenant));
            }
        }
    }

    [Test]
    public void Whoever_hid_local_login_is_told_why_it_shows_itself()
    {
        foreach (var tenant in Tenants())
        {
            var ways = SignInPolicy.WorkOut(tenant);
            var isWanted = tenant.Any(one => one.Settings.SingleSignOnOnly);

            Assert.That(ways.Reason is not null, Is.EqualTo(isWanted && ways.LocalLogin == LocalLogin.Shown), Describe(tenant));
        }
    }

    [Test]
    public void Nobody_is_sent_to_a_provider_that_is_off_or_broken_without_asking()
    {
        foreach (var tenant in Tenants())
        {
            var ways = SignInPolicy.WorkOut(tenant);

            if (ways.AutoSignIn is { } key)
            {
                Assert.That(tenant.Single(one => one.Settings.Key == key), Has.Property("Problem").Null.And.Property("Settings").Property("Enabled").True, Describe(tenant));
            }

            Assert.That(ways.Providers, Is.EqualTo(tenant.Where(one => one.Settings.Enabled).Select(one => one.Settings.Key)), Describe(tenant));
        }
    }

    [Test]
    public void Settings_that_nobody_has_signed_in_with_do_not_hide_local_login()
    {
        var tenant = Standings("a").First(one => one is { Settings: { Enabled: true, SingleSignOnOnly: true }, IsProven: false, Problem: null });

        var ways = SignInPolicy.WorkOut([tenant]);

        Assert.That((ways.LocalLogin, ways.Reason?.Code), Is.EqualTo((LocalLogin.Shown, OidcErrorCodes.SettingsNotProven)));
    }

    private static string Describe(ProviderStanding[] tenant) => string.Join(" | ", tenant.Select(one =>
        $"enabled {one.Settings.Enabled}, only {one.Settings.SingleSignOnOnly}, auto {one.Settings.AutoSignIn}, proven {one.IsProven}, broken {one.Problem is not null}"));
}

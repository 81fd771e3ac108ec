using OidcRelyingParty.Probing;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Probing;

[TestFixture]
internal sealed class ProbeGateTests
{
    private readonly ManualTimeProvider _clock = new();

    [Test]
    public async Task A280_A_second_probe_of_a_tenant_is_refused_while_the_first_is_under_way_and_asks_nobody()
    {
        var release = new TaskCompletionSource();
        await using var host = new CoreHost();
        host.Provider.Behaviour.Respond = async _ =>
        {
            await release.Task;
            return null;
        };
        var probe = host.Get<SettingsProbe>();
        var first = probe.ProbeAsync(host.Settings);
        await Until.TrueAsync(() => host.Provider.Requests.Count == 1);

        var busy = await Refusal.OfAsync(() => probe.ProbeAsync(host.Settings with { Key = new OidcSettingsKey("default", "another") }));

        Assert.That((busy.Error.Code, busy.Error.Kind), Is.EqualTo((OidcErrorCodes.SettingsProbeBusy, OidcErrorKind.Unavailable)));
        Assert.That(busy.RetryAfter, Is.GreaterThan(TimeSpan.Zero));
        Assert.That(host.Provider.Requests, Has.Count.EqualTo(1));

        release.SetResult();
        await first;
        Assert.That(await Refusal.CodeOfAsync(() => probe.ProbeAsync(host.Settings)), Is.Null);
    }

    [Test]
    public void A280_Four_tenants_probe_at_once_and_no_more()
    {
        var gate = new ProbeGate(_clock);
        for (var i = 0; i < ProbeGate.MaxAtOnce; i++)
        {
            gate.Enter(Tenant(i));
        }

        Assert.That(CodeOfEntering(gate, Tenant(9)), Is.EqualTo(OidcErrorCodes.SettingsProbeBusy));

        gate.Leave(Tenant(0));
        Assert.That(CodeOfEntering(gate, Tenant(9)), Is.Null);
    }

    [Test]
    public void A280_A_tenant_has_ten_probes_a_minute_and_the_others_have_theirs()
    {
        var gate = new ProbeGate(_clock);
        for (var i = 0; i < ProbeGate.MaxOfTenantInWindow; i++)
        {
            Probe(gate, Tenant(1));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var busy = Assert.Throws<OidcException>(() => gate.Enter(Tenant(1)));
        Assert.That(busy!.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(50)), "The first was ten seconds ago.");
        Probe(gate, Tenant(2));

        _clock.Advance(TimeSpan.FromSeconds(50));
        Probe(gate, Tenant(1));
        Assert.That(CodeOfEntering(gate, Tenant(1)), Is.EqualTo(OidcErrorCodes.SettingsProbeBusy), "Only the first is a minute ago.");
    }

    [Test]
    public void A280_Many_tenants_do_not_make_it_boundless()
    {
        var gate = new ProbeGate(_clock);
        for (var i = 0; i < ProbeGate.MaxInWindow; i++)
        {
            Probe(gate, Tenant(i));
        }

        Assert.That(CodeOfEntering(gate, Tenant(-1)), Is.EqualTo(OidcErrorCodes.SettingsProbeBusy));

        _clock.Advance(ProbeGate.Window);
        Assert.That(CodeOfEntering(gate, Tenant(-1)), Is.Null);
    }

    [Test]
    public async Task A280_Settings_that_are_wrong_in_themselves_cost_no_turn()
    {
        await using var host = new CoreHost();
        var wrong = host.Settings with { ClientId = "" };

        for (var i = 0; i < 2 * ProbeGate.MaxOfTenantInWindow; i++)
        {
            Assert.That(await host.Get<SettingsProbe>().ProbeAsync(wrong), Has.Count.EqualTo(1));
        }
    }

    private static OidcSettingsKey Tenant(int number) => new($"tenant{number}");

    private static void Probe(ProbeGate gate, OidcSettingsKey key)
    {
        gate.Enter(key);
        gate.Leave(key);
    }

    private static string? CodeOfEntering(ProbeGate gate, OidcSettingsKey key) => Refusal.CodeOf(() => gate.Enter(key));
}

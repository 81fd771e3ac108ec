using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Probing;

[TestFixture]
internal sealed class SettingsProbeTests : ProbeScene
{
    [Test]
    public async Task Settings_that_fit_their_provider_pass_every_check()
    {
        var findings = await ProbeAsync();

        Assert.That(findings.Select(finding => (finding.Severity, finding.Error.Code)),
            Is.All.EqualTo((FindingSeverity.Information, OidcErrorCodes.ProbePassed)));
        Assert.That(findings.Select(finding => finding.Error.Message), Has.Some.Contains("issuer is https://op.example.test")
            .And.Some.Contains("key set").And.Some.Contains("PKCE").And.Some.Contains("RFC 9207").And.Some.Contains("'quickstart'").And.Some.Contains(CoreHost.RedirectUri));
        Assert.That(Host.Log.Of(1050).Single().Message, Does.Contain("default/default: 0 errors, 0 warnings"));
    }

    [Test]
    public async Task Each_of_four_endpoints_is_asked_once_and_nobody_is_signed_in()
    {
        await ProbeAsync();

        Assert.That(Host.Provider.Requests.Select(request => request.Endpoint), Is.EquivalentTo(new[]
        {
            ProviderEndpoint.Discovery, ProviderEndpoint.KeySet, ProviderEndpoint.Token, ProviderEndpoint.Authorization,
        }));
    }

    [Test]
    public async Task Settings_that_are_wrong_in_themselves_are_not_tried()
    {
        Host.Change(settings => settings with { ClientId = "", Scopes = ["two words"] });

        var findings = await ProbeAsync();

        Assert.That(Complaints(findings), Is.EqualTo(new[]
        {
            (FindingSeverity.Error, nameof(OidcSettings.ClientId), OidcErrorCodes.SettingsInvalid),
            (FindingSeverity.Error, nameof(OidcSettings.Scopes), OidcErrorCodes.SettingsInvalid),
        }));
        Assert.That(Host.Provider.Requests, Is.Empty);
    }

    [Test]
    public async Task A_draft_that_is_switched_off_is_tried_as_if_it_were_on()
    {
        Host.Change(settings => settings with { Enabled = false });
        Assert.That(Complaints(await ProbeAsync()), Is.Empty);
        Assert.That(Host.Provider.CountOf(ProviderEndpoint.Token), Is.EqualTo(1));

        Host.Change(settings => settings with { ClientId = "" });
        Assert.That(Complaints(await ProbeAsync()), Is.EqualTo(new[] { (FindingSeverity.Error, nameof(OidcSettings.ClientId), OidcErrorCodes.SettingsInvalid) }));
    }

    [Test]
    public async Task Everything_that_is_wrong_is_found_at_once()
    {
        Host.Client.ClientSecret = "another-secret";
        Host.Client.RedirectUris.Clear();
        Host.Change(settings => settings with { Scopes = ["openid", "gruops"], SingleSignOut = true });
        Host.Provider.Behaviour.Discovery = metadata => metadata.Remove("end_session_endpoint");
        Host.Provider.Behaviour.KeySet = keys => keys.Remove("keys");

        Assert.That(Complaints(await ProbeAsync()), Is.EquivalentTo(new[]
        {
            (FindingSeverity.Error, nameof(OidcSettings.Issuer), OidcErrorCodes.KeySetUnreadable),
            (FindingSeverity.Error, nameof(OidcSettings.ClientSecret), OidcErrorCodes.ClientRefused),
            (FindingSeverity.Warning, nameof(OidcSettings.Scopes), OidcErrorCodes.ProbeScopes),
            (FindingSeverity.Warning, nameof(OidcSettings.SingleSignOut), OidcErrorCodes.ProbeEndpoint),
            (FindingSeverity.Warning, nameof(OidcSettings.RedirectUri), OidcErrorCodes.ProbeRedirectUri),
        }));
    }

    [Test]
    public async Task Sign_ins_neither_use_what_a_probe_read_nor_lose_what_they_have()
    {
        await Host.SignInAsync();
        Host.Provider.Behaviour.Discovery = metadata => metadata["authorization_endpoint"] = "https://op.example.test/elsewhere";

        await ProbeAsync();

        Assert.That((await Host.BeginAsync()).Url.AbsolutePath, Is.Not.EqualTo("/elsewhere"));
        Assert.That(Host.Provider.CountOf(ProviderEndpoint.Discovery), Is.EqualTo(2));
    }

    [Test]
    public async Task A_sign_in_after_a_probe_reads_the_provider_itself()
    {
        await ProbeAsync();
        await Host.BeginAsync();

        Assert.That(Host.Provider.CountOf(ProviderEndpoint.Discovery), Is.EqualTo(2));
    }

    [Test]
    public async Task A_provider_that_hangs_after_its_metadata_holds_the_probe_no_longer_than_one_request()
    {
        Host.Provider.Behaviour.Respond = async request =>
        {
            if (request.Endpoint != ProviderEndpoint.Discovery)
            {
                await new TaskCompletionSource().Task;
            }

            return null;
        };

        var probe = ProbeAsync();
        await Until.TrueAsync(() => Host.Provider.Requests.Count == 4);
        Host.Clock.Advance(TimeSpan.FromSeconds(10));

        Assert.That(Complaints(await probe), Is.EquivalentTo(new[]
        {
            (FindingSeverity.Error, nameof(OidcSettings.Issuer), OidcErrorCodes.ProviderUnreachable),
            (FindingSeverity.Error, nameof(OidcSettings.Issuer), OidcErrorCodes.ProviderUnreachable),
            (FindingSeverity.Warning, nameof(OidcSettings.RedirectUri), OidcErrorCodes.ProviderUnreachable),
        }));
    }

    [Test]
    public async Task A_provider_that_is_slow_with_everything_takes_two_time_outs_and_no_more()
    {
        var metadata = new TaskCompletionSource();
        Host.Provider.Behaviour.Respond = async request =>
        {
            await (request.Endpoint == ProviderEndpoint.Discovery ? metadata : new TaskCompletionSource()).Task;
            return null;
        };

        var probe = ProbeAsync();
        await Until.TrueAsync(() => Host.Provider.Requests.Count == 1);
        Host.Clock.Advance(TimeSpan.FromSeconds(9));
        metadata.SetResult();
        await Until.TrueAsync(() => Host.Provider.Requests.Count == 4);
        Host.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.That(Complaints(await probe), Has.Exactly(3).Matches<(FindingSeverity, string, string Code)>(finding => finding.Code == OidcErrorCodes.ProviderUnreachable));
    }

    [Test]
    public async Task What_an_administrator_entered_is_fit_for_a_log_when_it_is_repeated()
    {
        Host.Change(settings => settings with { ClientId = "\u001b[31mred" });

        var findings = await ProbeAsync();

        Assert.That(findings.Select(finding => finding.Error.Message), Has.Some.Contains("'?[31mred'"));
        Assert.That(findings.SelectMany(finding => finding.Error.Message), Has.None.EqualTo('\u001b'), "Messages are fit for a terminal.");
    }

    [Test]
    public void A297_Whoever_goes_away_is_told_so_and_leaves_room_for_the_next()
    {
        using var gone = new CancellationTokenSource();
        gone.Cancel();

        Assert.That(() => ProbeAsync(gone.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => ProbeAsync(), Throws.Nothing);
    }

    [Test]
    public async Task A281_No_secret_is_in_a_finding_or_in_the_log_whatever_the_provider_repeats()
    {
        var code = "";
        Host.Provider.Behaviour.Respond = request =>
        {
            code = request.Form["code"] ?? code;
            return Task.FromResult(request.Endpoint == ProviderEndpoint.Token
                ? ProviderResponse.Error("invalid_client", $"{Host.Client.ClientSecret} {code} {request.Form["code_verifier"]}", 401)
                : request.Endpoint == ProviderEndpoint.Authorization ? ProviderResponse.Redirect($"https://op.example.test/error?{request.Uri.Query}") : null);
        };

        var findings = await ProbeAsync();

        var texts = string.Join('\n', findings.Select(finding => $"{finding} {finding.Error.Message} {finding.Error.Remedy}")) + Host.Log.Text;
        var asked = Host.Provider.Requests.ToLookup(request => request.Endpoint);
        Assert.That(code, Is.Not.Empty);
        foreach (var secret in new[]
        {
            Host.Client.ClientSecret, code, asked[ProviderEndpoint.Token].Single().Form["code_verifier"], asked[ProviderEndpoint.Authorization].Single().Query["state"],
        })
        {
            Assert.That(texts, Does.Not.Contain(secret));
        }
    }
}

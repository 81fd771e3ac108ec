using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Formats;

/// <content>Formats that a host has promised to somebody.</content>
internal sealed partial class SettingsFormatTests
{
    private static readonly SettingsFormat Environment = SettingsFormat.SnakeCase.WithNames(name => "TENANT_" + name.ToUpperInvariant());

    [Test]
    public void I3_With_an_issuer_everything_that_is_missing_is_named_at_once()
    {
        var reading = Read(SettingsFormat.SnakeCase, """{"oidc_issuer":"https://op.example"}""");

        Assert.That(reading.Findings.Select(finding => finding.Field), Is.EquivalentTo(new[] { "ClientId", "ClientSecret", "RedirectUri" }));
        Assert.That(reading.Findings.Select(finding => finding.Error.Code), Is.All.EqualTo(OidcErrorCodes.SettingsRequired));
        Assert.That(string.Join(' ', reading.Findings.Select(finding => finding.Error.Message)), Does.Contain("oidc_client_id").And.Contains("oidc_client_secret").And.Contains("oidc_redirect_url"));
    }

    [Test]
    public void I3_With_all_of_them_the_scopes_have_their_default()
    {
        var reading = Read(SettingsFormat.SnakeCase, Complete());

        Assert.That(reading.Findings, Is.Empty);
        Assert.That((reading.Settings.Enabled, reading.ClientSecret.Replacement?.Reveal()), Is.EqualTo((true, "s")));
        Assert.That(reading.Settings.Scopes, Is.EqualTo(new[] { "openid", "profile", "email" }));
    }

    [TestCase("{}")]
    [TestCase("""{"oidc_issuer":""}""")]
    [TestCase("""{"oidc_issuer":null,"oidc_client_id":7,"oidc_scopes":{},"oidc_redirect_url":"no URL"}""")]
    [TestCase("""{"oidc_issuer":"  ","oidc_client_secret":"s"}""")]
    public void I3_Without_an_issuer_OIDC_is_off_and_the_rest_is_not_looked_at(string document)
    {
        var reading = Read(SettingsFormat.SnakeCase, document, Stored);

        Assert.That(reading.Findings, Is.Empty);
        Assert.That((reading.Settings.Enabled, reading.Settings.Issuer, reading.ClientSecret.IsKeep), Is.EqualTo((false, (IssuerUrl?)null, true)));
    }

    [Test]
    public void I3_A_stored_secret_counts_as_there()
    {
        var reading = Read(SettingsFormat.SnakeCase, Complete().Replace(",\"oidc_client_secret\":\"s\"", "", StringComparison.Ordinal), Stored);

        Assert.That((reading.Findings.Count, reading.ClientSecret.IsKeep), Is.EqualTo((0, true)));
    }

    [Test]
    public void I2_The_discovery_URL_is_an_issuer_here_too()
    {
        var reading = Read(SettingsFormat.SnakeCase, Complete("https://op.example/.well-known/openid-configuration"));

        Assert.That((reading.Findings.Count, reading.Settings.MetadataAddress?.Host), Is.EqualTo((0, "op.example")));
    }

    [Test]
    public void U2_What_the_first_write_must_hold_later_ones_may_leave_out()
    {
        var format = new SettingsFormat(
            new FormatEntry("clientId", SettingsField.ClientId, FieldRequirement.OnFirstWrite),
            new FormatEntry("secret", SettingsField.ClientSecret, FieldRequirement.OnFirstWrite),
            new FormatEntry("prompt", SettingsField.Prompt));

        var first = Read(format, "{}");
        var later = Read(format, "{}", Stored with { Prompt = "login" });
        var emptied = Read(format, """{"clientId":null}""", Stored);

        Assert.That(first.Findings.Select(finding => (finding.Field, finding.Error.Code)), Is.EqualTo(new[]
        {
            ("ClientId", OidcErrorCodes.SettingsRequired), ("ClientSecret", OidcErrorCodes.SettingsRequired),
        }));
        Assert.That((later.Findings.Count, later.Settings.ClientId, later.Settings.Prompt, later.Settings.Issuer), Is.EqualTo((0, "stored", (string?)null, Stored.Issuer)));
        Assert.That(emptied.Settings.ClientId, Is.Empty, "what is there and empty is no longer what is stored");
    }

    [Test]
    public void Nested_names_are_members_of_members()
    {
        var format = new SettingsFormat(new FormatEntry("a:b:id", SettingsField.ClientId), new FormatEntry("a:prompt", SettingsField.Prompt), new FormatEntry("rules", SettingsField.RoleRules));

        var reading = Read(format, """{"a":{"b":{"id":"x"},"prompt":"login"},"rules":{"urn:a:b":["x","!y"]}}""");

        Assert.That((reading.Findings.Count, reading.Settings.ClientId, reading.Settings.Prompt), Is.EqualTo((0, "x", "login")));
        Assert.That(reading.Settings.Roles.Rules, Is.EqualTo(new[] { new RoleRule("urn:a:b", "x"), new RoleRule("urn:a:b", "y") { Effect = RoleRuleEffect.Withhold } }));
        Assert.That(format.WriteJson(reading.Settings).ToJsonString(), Is.EqualTo("""{"a":{"b":{"id":"x"},"prompt":"login"},"rules":{"urn:a:b":["x","!y"]}}"""));
    }

    [Test]
    public void A_format_works_out_fields_from_each_other()
    {
        var format = new SettingsFormat(new FormatEntry("id", SettingsField.ClientId)) { Complete = settings => settings with { Prompt = "of " + settings.ClientId } };

        Assert.That(Read(format, """{"id":"x"}""").Settings.Prompt, Is.EqualTo("of x"));
        Assert.That(Read(format.WithNames(name => name + "2"), """{"id2":"x"}""").Settings.Prompt, Is.EqualTo("of x"));
    }

    [Test]
    public async Task I1_Settings_come_from_an_environment_under_its_own_names()
    {
        var settings = await FromConfigurationAsync(
            ("TENANT_OIDC_ISSUER", "https://op.example"), ("TENANT_OIDC_CLIENT_ID", "app"), ("TENANT_OIDC_CLIENT_SECRET", "s"), ("TENANT_OIDC_SCOPES", "openid groups"),
            ("TENANT_OIDC_REDIRECT_URL", "https://rp.example/cb"), ("TENANT_FRONTEND_URL", "https://app.example"), ("OIDC_PROMPT", "not this one"));

        Assert.That((settings?.MetadataAddress?.OriginalString, settings?.ClientId, settings?.ClientSecret?.Reveal(), settings?.Prompt), Is.EqualTo(("https://op.example/.well-known/openid-configuration", "app", "s", (string?)null)));
        Assert.That((settings?.RedirectUri?.OriginalString, settings?.FrontEndUrl?.Host), Is.EqualTo(("https://rp.example/cb", "app.example")));
        Assert.That(settings?.Scopes, Is.EqualTo(new[] { "openid", "groups" }));
    }

    [Test]
    public async Task I3_An_environment_without_an_issuer_has_no_settings_and_a_half_one_says_what_is_missing()
    {
        Assert.That(await FromConfigurationAsync(("TENANT_OIDC_CLIENT_ID", "app"), ("TENANT_OIDC_MAX_AGE", "nonsense")), Is.Null);

        var exception = await Refusal.OfAsync(() => FromConfigurationAsync(("TENANT_OIDC_ISSUER", "https://op.example")));
        Assert.That(exception.Error.Message, Does.Contain("TENANT_OIDC_CLIENT_ID").And.Contains("TENANT_OIDC_CLIENT_SECRET").And.Contains("TENANT_OIDC_REDIRECT_URL"));
    }

    private static string Complete(string issuer = "https://op.example") =>
        $$"""{"oidc_issuer":"{{issuer}}","oidc_client_id":"a","oidc_client_secret":"s","oidc_redirect_url":"https://rp.example/cb"}""";

    private static async Task<OidcSettings?> FromConfigurationAsync(params (string Key, string? Value)[] values)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, value.Value))).Build();
        var services = new ServiceCollection();
        services.AddOidcRelyingPartyCore().UseConfiguration(configuration, Environment);
        await using var provider = services.BuildServiceProvider();
        return await provider.GetRequiredService<IOidcSettingsStore>().FindAsync(OidcSettingsKey.Default, CancellationToken.None);
    }
}

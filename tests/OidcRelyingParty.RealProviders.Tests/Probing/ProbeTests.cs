using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Probing;
using OidcRelyingParty.RealProviders.Tests.Flows;
using OidcRelyingParty.RealProviders.Tests.Providers;
using OidcRelyingParty.RealProviders.Tests.QuickStart;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.RealProviders.Tests.Probing;

/// <summary>The connection test of a settings page at a real provider, whoever it is.</summary>
public abstract class ProbeTests : ProviderTests
{
    /// <summary>Whether it answers to the redirect URI where nobody is signed in, instead of showing its page to a browser that must not see one.</summary>
    private protected virtual bool ConfirmsRedirectUri => true;

    [Test]
    public async Task A_wrong_secret_is_an_error_on_the_secret()
    {
        var findings = await ProbeAsync(Provider.DefaultClient, settings => settings with { ClientSecret = new Secret("wrong-secret-0123456789-0123456789-0123456789") });

        Assert.That(Errors(findings), Is.EqualTo(new[] { (nameof(OidcSettings.ClientSecret), OidcErrorCodes.ClientRefused) }), Describe(findings));
    }

    [Test]
    public async Task An_unknown_client_is_an_error()
    {
        var findings = await ProbeAsync(Provider.DefaultClient, settings => settings with { ClientId = "nobody" });

        Assert.That(Errors(findings), Is.EqualTo(new[] { (nameof(OidcSettings.ClientSecret), OidcErrorCodes.ClientRefused) }), Describe(findings));
    }

    [Test]
    public async Task M12_A_redirect_uri_that_is_not_registered_is_a_warning_that_names_it()
    {
        var wrong = new Uri(Provider.RelyingParty.Root, "not-registered");

        var findings = await ProbeAsync(Provider.DefaultClient, settings => settings with { RedirectUri = wrong });

        // glewlwyd refuses the token request as well, which is right.
        var warning = findings.Single(finding => finding.Field == nameof(OidcSettings.RedirectUri));
        Assert.That((warning.Severity, warning.Error.Code), Is.EqualTo((FindingSeverity.Warning, OidcErrorCodes.ProbeRedirectUri)), Describe(findings));
        Assert.That(warning.Error.Remedy, Does.EndWith(wrong.AbsoluteUri));
    }

    /// <summary>Credentials and redirect URI pass, and nothing else is an error.</summary>
    private protected async Task AssertClientPassesAsync(Client client)
    {
        var findings = await ProbeAsync(client, settings => settings);

        Assert.That(Errors(findings), Is.Empty, Describe(findings));
        var credential = findings.Single(finding => finding.Field is nameof(OidcSettings.ClientSecret) or nameof(OidcSettings.ClientKey) or nameof(OidcSettings.ClientId));
        Assert.That(credential.Error.Code, Is.EqualTo(OidcErrorCodes.ProbePassed), Describe(findings));
        var redirectUri = findings.Single(finding => finding.Field == nameof(OidcSettings.RedirectUri));
        Assert.That(redirectUri.Error.Code, Is.EqualTo(ConfirmsRedirectUri ? OidcErrorCodes.ProbePassed : OidcErrorCodes.ProbeRedirectUri), Describe(findings));
    }

    private async Task<IReadOnlyList<SettingsFinding>> ProbeAsync(Client client, Func<OidcSettings, OidcSettings> change)
    {
        var variables = await QuickStartSettings.CreateAsync(Provider, Provider.RelyingParty, client);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(variables.Select(variable => KeyValuePair.Create(variable.Key.Replace("__", ":", StringComparison.Ordinal), variable.Value)))
            .Build();
        await using var services = new ServiceCollection()
            .AddOidcRelyingPartyCore(options => options.AllowInsecureHttpOnLoopback = true)
            .UseConfiguration(configuration.GetSection("Oidc"))
            .Services.BuildServiceProvider();
        var settings = await services.GetRequiredService<IOidcSettingsStore>().FindAsync(OidcSettingsKey.Default, CancellationToken.None);

        return await services.GetRequiredService<SettingsProbe>().ProbeAsync(
            change(settings!), // the environment names a client
            new ProbeRequest { RedirectUri = new Uri(Provider.RelyingParty.RedirectUri) });
    }

    private static IEnumerable<(string Field, string Code)> Errors(IEnumerable<SettingsFinding> findings) =>
        findings.Where(finding => finding.Severity == FindingSeverity.Error).Select(finding => (finding.Field, finding.Error.Code));

    private static string Describe(IEnumerable<SettingsFinding> findings) =>
        string.Join('\n', findings.Select(finding => $"{finding.Severity} {finding.Field} {finding.Error.Code}: {finding.Error.Message}"));
}

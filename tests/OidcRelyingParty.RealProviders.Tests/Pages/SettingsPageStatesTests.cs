using OidcRelyingParty.RealProviders.Tests.Browsing;

namespace OidcRelyingParty.RealProviders.Tests.Pages;

/// <summary>The states of the settings page that the sample does not get into.</summary>
public sealed class SettingsPageStatesTests
{
    [TestCase("light", 1280)]
    [TestCase("light", 360)]
    [TestCase("dark", 1280)]
    [TestCase("dark", 360)]
    public async Task M8_The_page_has_no_accessibility_violation_while_a_change_waits_to_be_confirmed(string colours, int width)
    {
        Chromium.Require();
        await using var host = await PageHost.StartAsync();
        await host.SaveAsync(settings => settings with { Enabled = false });
        await host.SaveAsync(settings => settings);

        var visit = await new Chromium().Look(colours, width)
            .Open(host.Page).WaitForElement("#confirm-by").CheckAccessibility("waiting")
            .Click("[data-copy=redirect-uri]").WaitForElement(".said:not(:empty)").CheckAccessibility("copied")
            .Click("button[value=rollback]").WaitForElement("#notice").CheckAccessibility("taken back")
            .Fill("#field-Scopes", "openid phone").Press("#field-Scopes", "Enter").WaitForElement("#notice").CheckAccessibility("saved with the Enter key")
            .Click("#compare button").WaitForElement("#differences").CheckAccessibility("compared")
            .Open(new Uri(host.Page, "?preset=keycloak&url=nonsense")).WaitForElement("#faults").CheckAccessibility("a preset with faults")
            .RunAsync();

        Assert.That(visit.Violations, Is.Empty);
    }
}

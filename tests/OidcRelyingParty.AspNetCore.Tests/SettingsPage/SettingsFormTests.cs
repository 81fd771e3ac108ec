using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;
using OidcRelyingParty.SettingsPage;

namespace OidcRelyingParty.AspNetCore.Tests.SettingsPage;

public sealed class SettingsFormTests
{
    private static readonly SettingsForm Form = new(SettingsField.All);

    private static readonly TestCaseData<OidcSettings>[] Stored =
    [
        Row("an empty list of domains lets nobody in, no list anybody", settings => settings with { Provisioning = new() { CreateAccounts = true, EmailDomains = [] } }),
        Row("a role with a space", settings => settings with { Roles = new RoleMapping { DefaultRoles = ["Site Admin"] } }),
        Row("a role with a sign of equality", settings => settings with { Roles = new RoleMapping { Claims = ["groups"], Rules = [new("staff", "a=b"), new("x", "y")] } }),
        Row("a separator that cannot be seen", settings => settings with { Roles = new RoleMapping { Claims = [new RoleClaim("groups") { Shape = RoleClaimShape.Delimited, Prefix = "a b" }] } }),
    ];

    [TestCaseSource(nameof(Stored))]
    public void M8_What_nobody_touched_is_saved_as_it_was(OidcSettings stored)
    {
        var sent = Form.Show(stored).ToDictionary(field => field.Key, field => new StringValues(field.Value.ReplaceLineEndings("\r\n")));
        sent[SettingsField.ClientId.Name] = "another";

        var read = Form.Read(new FormCollection(sent), stored, hasSecret: false);

        Assert.That(read.Findings, Is.Empty);
        Assert.That(Shown(read.Settings), Is.EqualTo(Shown(stored with { ClientId = "another" })));
    }

    private static string[] Shown(OidcSettings settings) =>
        [.. SettingsField.All.Where(field => !field.IsSecret).Select(field => $"{field.Name} {field.Show(settings)?.ToJsonString()}")];

    private static TestCaseData<OidcSettings> Row(string name, Func<OidcSettings, OidcSettings> change) =>
        new TestCaseData<OidcSettings>(change(new OidcSettings { ClientId = "client", Issuer = IssuerUrl.Parse("https://op.example.test") })).SetArgDisplayNames(name);
}

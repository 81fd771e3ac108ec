using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Formats;

namespace OidcRelyingParty.AspNetCore.Tests.Documents;

/// <summary><c>docs/settings.md</c> has a row for every key that section <c>Oidc</c> can hold, with the default that is true.</summary>
[TestFixture]
internal sealed partial class SettingsDocumentTests
{
    private static readonly Dictionary<string, string> Rows = RowPattern().Matches(Repository.Read("docs/settings.md"))
        .ToDictionary(row => row.Groups["key"].Value, row => row.Groups["default"].Value);

    // Private keys have no field: they are files, which only configuration may name.
    private static IEnumerable<string> SettingsKeys() =>
        SettingsField.All.Select(field => field.Name).Concat(["ClientKeyFile", "ClientKeyId", "DecryptionKeyFile", "DecryptionKeyId"]);

    private static IEnumerable<TestCaseData> Options() =>
        from options in new[] { (Prefix: "", Value: (object)new OidcRelyingPartyOptions()), ("", new OidcEndpointOptions()), ("Sessions:", new OidcSessionOptions()), ("FrontEnd:", new OidcFrontEndOptions()), ("Login:", new OidcLoginOptions()), ("", new OidcAccountOptions()) }
        from property in options.Value.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        select new TestCaseData(options.Prefix + property.Name, property.GetValue(options.Value)).SetArgDisplayNames(options.Prefix + property.Name);

    [TestCaseSource(nameof(SettingsKeys))]
    public void Every_key_that_is_read_has_a_row(string key) => Assert.That(Rows, Contains.Key(key));

    [TestCaseSource(nameof(Options))]
    public void Every_option_has_a_row_with_its_default(string name, object? value)
    {
        Assert.That(Rows, Contains.Key(name));
        if (value is bool or int or string or TimeSpan or Enum)
        {
            Assert.That(Rows[name], Is.EqualTo($"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`").IgnoreCase);
        }
    }

    [Test]
    public void No_row_is_about_a_key_that_is_gone()
    {
        var known = SettingsKeys().Concat(Options().Select(option => (string)option.Arguments[0]!)); // both sources name them

        Assert.That(Rows.Keys, Is.SubsetOf(known));
    }

    [Test]
    public async Task Configuration_adds_to_the_claims_a_session_keeps()
    {
        await using var host = ProductionHost.Create(["--KeyRing", Path.GetTempPath(), "--Oidc:SessionClaims:0", "department"]);

        var claims = host.Services.GetRequiredService<IOptions<OidcRelyingPartyOptions>>().Value.SessionClaims;

        Assert.That(claims, Is.EqualTo(new OidcRelyingPartyOptions().SessionClaims.Append("department")));
    }

    // | `Key` | type | default | …
    [GeneratedRegex(@"^\| `(?<key>[A-Z][A-Za-z:]+)` \| [^|]* \| (?<default>[^|]*?) \|", RegexOptions.Multiline)]
    private static partial Regex RowPattern();
}

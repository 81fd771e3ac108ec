using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace OidcRelyingParty.Tests;

[TestFixture]
public class OidcRelyingPartyOptionsListTests
{
    private static IEnumerable<string> Lists => typeof(OidcRelyingPartyOptions).GetProperties()
        .Where(property => property.PropertyType == typeof(IList<string>))
        .Select(property => property.Name);

    [TestCaseSource(nameof(Lists))]
    public void A_list_is_one_value_with_spaces(string name) =>
        Assert.That(Read(name, ($"Oidc:{name}", "one two")), Does.Contain("one").And.Contain("two").And.Not.Contain("one two"));

    [TestCaseSource(nameof(Lists))]
    public void A_list_is_one_value_each(string name) =>
        Assert.That(Read(name, ($"Oidc:{name}:0", "one"), ($"Oidc:{name}:1", "two")), Does.Contain("one").And.Contain("two"));

    private static IList<string> Read(string name, params (string Key, string Value)[] values)
    {
        using var configuration = new ConfigurationManager();
        foreach (var (key, value) in values)
        {
            configuration[key] = value;
        }

        var services = new ServiceCollection();
        services.AddOidcRelyingPartyCore().UseConfiguration(configuration.GetSection("Oidc"));
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptions<OidcRelyingPartyOptions>>().Value;
        return (IList<string>)typeof(OidcRelyingPartyOptions).GetProperty(name)!.GetValue(options)!;
    }
}

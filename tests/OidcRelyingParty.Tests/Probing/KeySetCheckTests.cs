using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Probing;

[TestFixture]
internal sealed class KeySetCheckTests : ProbeScene
{
    [TestCase("RS256")]
    [TestCase("ES384")]
    public async Task A_key_set_without_a_key_for_an_accepted_algorithm_is_a_warning_because_it_may_come_with_the_first_token(string accepted)
    {
        Host.Change(settings => settings with { IdTokenSigningAlgorithms = [accepted] });
        Host.Provider.Behaviour.KeySet = keys => keys["keys"] = new JsonArray(
            [.. keys["keys"]!.AsArray().Where(key => (string?)key!["crv"] == "P-256").Select(key => key!.DeepClone())]); // the provider publishes keys

        Assert.That(Complaints(await ProbeAsync()),
            Is.EqualTo(new[] { (FindingSeverity.Warning, nameof(OidcSettings.IdTokenSigningAlgorithms), OidcErrorCodes.ProbeAlgorithms) }));
    }

    [Test]
    public async Task A_key_set_without_a_usable_key_is_an_error()
    {
        Host.Provider.Behaviour.KeySet = keys => keys["keys"] = new JsonArray();

        Assert.That(Complaints(await ProbeAsync()), Is.EqualTo(new[] { (FindingSeverity.Error, nameof(OidcSettings.Issuer), OidcErrorCodes.ProbeAlgorithms) }));
    }

    [Test]
    public async Task No_key_is_needed_where_the_client_secret_signs()
    {
        Host.Change(settings => settings with { IdTokenSigningAlgorithms = ["HS256"] });
        Host.Provider.Behaviour.KeySet = keys => keys["keys"] = new JsonArray();

        Assert.That(Complaints(await ProbeAsync()), Is.Empty);
    }

    [TestCase(404, OidcErrorCodes.KeySetUnreadable)]
    [TestCase(503, OidcErrorCodes.ProviderUnavailable)]
    public async Task A_key_set_that_cannot_be_read_is_an_error_of_its_own(int status, string code)
    {
        Host.Answer(ProviderEndpoint.KeySet, () => ProviderResponse.Html("<p>no</p>", status));

        Assert.That(Complaints(await ProbeAsync()), Is.EqualTo(new[] { (FindingSeverity.Error, nameof(OidcSettings.Issuer), code) }));
    }
}

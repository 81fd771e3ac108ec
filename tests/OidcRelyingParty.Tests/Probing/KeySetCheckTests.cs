using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Probing;

[TestFixture]
internal sealed class KeySetCheckTests : ProbeScene
{
    [TestCase("ES256", "RSA")]
    [TestCase("RS256", "EC")]
    public async Task A_key_set_without_a_key_for_an_accepted_algorithm_is_found(string accepted, string published)
    {
        Host.Change(settings => settings with { IdTokenSigningAlgorithms = [accepted] });
        Host.Provider.Behaviour.KeySet = keys => keys["keys"] = new JsonArray(
            [.. keys["keys"]!.AsArray().Where(key => (string?)key!["kty"] == published).Select(key => key!.DeepClone())]); // the provider publishes keys

        Assert.That(Complaints(await ProbeAsync()),
            Is.EqualTo(new[] { (FindingSeverity.Error, nameof(OidcSettings.IdTokenSigningAlgorithms), OidcErrorCodes.ProbeAlgorithms) }));
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

using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Probing;

/// <summary>Metadata that a sign-in would not use either.</summary>
[TestFixture]
internal sealed class MetadataTests : ProbeScene
{
    [TestCase("issuer", "https://op.example.test/", OidcErrorCodes.MetadataIssuer)]
    [TestCase("issuer", "https://evil.example.test", OidcErrorCodes.MetadataIssuer)]
    [TestCase("token_endpoint", null, OidcErrorCodes.MetadataIncomplete)]
    [TestCase("token_endpoint", "http://op.example.test/token", OidcErrorCodes.MetadataEndpoint)]
    [TestCase("jwks_uri", "http://169.254.169.254/latest", OidcErrorCodes.MetadataEndpoint)]
    public async Task A128_The_credentials_are_not_shown_to_endpoints_of_unusable_metadata(string member, string? value, string code)
    {
        Host.Provider.Behaviour.Discovery = metadata => metadata[member] = value;

        var findings = await ProbeAsync();

        Assert.That(Complaints(findings), Is.EqualTo(new[] { (FindingSeverity.Error, nameof(OidcSettings.Issuer), code) }));
        Assert.That(Host.Provider.Requests.Select(request => request.Endpoint), Is.EqualTo(new[] { ProviderEndpoint.Discovery }));
    }

    [Test]
    public async Task An_issuer_missed_by_a_slash_is_said_to_be_and_the_right_one_is_named()
    {
        Host.Provider.Behaviour.TrailingSlashIssuer = true;

        var error = (await ProbeAsync()).Single().Error;

        Assert.That(error.Code, Is.EqualTo(OidcErrorCodes.MetadataIssuer));
        Assert.That(error.Message, Does.Contain("final slash"));
        Assert.That(error.Remedy, Does.Contain("'https://op.example.test/'"));
    }

    [Test]
    public async Task A_provider_that_cannot_be_reached_is_a_finding_at_the_address_that_was_entered()
    {
        Host.Provider.Behaviour.Respond = _ => throw new HttpRequestException("refused");
        Host.Change(settings => settings with { Issuer = null, MetadataAddress = new Uri(Host.Provider.MetadataAddress) });

        Assert.That(Complaints(await ProbeAsync()), Is.EqualTo(new[] { (FindingSeverity.Error, nameof(OidcSettings.MetadataAddress), OidcErrorCodes.ProviderUnreachable) }));
    }
}

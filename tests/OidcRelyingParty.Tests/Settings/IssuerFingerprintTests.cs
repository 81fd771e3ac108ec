using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Settings;

/// <summary>An index may find too much and never too little.</summary>
[TestFixture]
internal sealed class IssuerFingerprintTests
{
    private const string Tenant = "9b0f1d3e-1f6c-4c55-9d0e-0a4f3a2b1c0d";

    private static readonly TestCaseData[] Pairs =
    [
        new(null, "https://op.example/.well-known/openid-configuration", "https://op.example"),
        new(null, "https://op.example/.well-known/openid-configuration", "https://op.example/"),
        new(null, "https://op.example/x//.well-known/openid-configuration", "https://op.example/x/"),
        new(null, "https://OP.example:443/x/.well-known/openid-configuration", "https://op.example/x"),
        new("https://op.example/", null, "https://op.example/"),
        new("https://OP.example", "https://elsewhere.example/metadata", "https://OP.example"),
        new($"https://login.example/{Tenant}/v2.0", null, $"https://login.example/{Tenant}/v2.0"),
        new("https://login.example/{tenantid}/v2.0", "https://login.example/organizations/v2.0/.well-known/openid-configuration", $"https://login.example/{Tenant}/v2.0"),
    ];

    [TestCaseSource(nameof(Pairs))]
    public void Settings_are_found_by_every_issuer_that_they_may_be_of(string? issuer, string? metadataAddress, string written)
    {
        var settings = new OidcSettings
        {
            ClientId = "app",
            Issuer = issuer is null ? null : IssuerUrl.Parse(issuer),
            MetadataAddress = metadataAddress is null ? null : new Uri(metadataAddress),
            AllowedIssuerTenants = [Tenant],
        };

        Assert.That(settings.MayBeIssuedBy(written), Is.True, "or there is nothing to find");
        Assert.That(IssuerFingerprint.Of(written), Does.Contain(IssuerFingerprint.Of(settings)));
    }

    [Test]
    public void Another_issuer_has_another_fingerprint()
    {
        var settings = new OidcSettings { ClientId = "app", Issuer = IssuerUrl.Parse("https://op.example") };

        Assert.That(IssuerFingerprint.Of("https://op.example.org"), Does.Not.Contain(IssuerFingerprint.Of(settings)));
        Assert.That(IssuerFingerprint.Of("https://op.example"), Has.Count.EqualTo(1).And.All.Length.EqualTo(IssuerFingerprint.Length));
    }

    [Test]
    public void Settings_that_name_no_provider_have_none()
    {
        Assert.That(IssuerFingerprint.Of(new OidcSettings { ClientId = "app" }), Is.Null);
        Assert.That(IssuerFingerprint.Of(new OidcSettings { ClientId = "app", MetadataAddress = new Uri("https://x") }), Is.Null);
    }
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Secrets;

/// <summary>Stored secrets and the host's key ring.</summary>
[TestFixture]
internal sealed class DataProtectionSecretProtectorTests
{
    private static readonly OidcSettingsKey Key = new("acme", "google");
    private readonly EphemeralDataProtectionProvider _keys = new();

    [Test]
    public void A_secret_comes_back_and_is_not_seen_in_between()
    {
        var stored = Create(_keys).Protect("s3cret 水", Key);

        Assert.That(stored, Does.Not.Contain("s3cret"));
        Assert.That(Create(_keys).Unprotect(stored, Key), Is.EqualTo("s3cret 水"));
        Assert.That(Create(_keys).Protect("s3cret 水", Key), Is.Not.EqualTo(stored), "equal secrets look different");
    }

    [TestCase("other", "google")]
    [TestCase("acme", "default")]
    [TestCase("google", "acme")]
    public void A_secret_of_one_tenant_s_provider_is_none_of_another(string tenant, string provider)
    {
        var stored = Create(_keys).Protect("s3cret", Key);

        Assert.That(Create(_keys).Unprotect(stored, new OidcSettingsKey(tenant, provider)), Is.Null);
    }

    [Test]
    public void A_lost_key_ring_or_a_spoiled_text_is_null_and_no_exception()
    {
        var stored = Create(_keys).Protect("s3cret", Key);

        Assert.That(Create(new EphemeralDataProtectionProvider()).Unprotect(stored, Key), Is.Null);
        foreach (var spoiled in new[] { "", "no Base64 !", stored[..^2], "AAAA" + stored, stored + "A" })
        {
            Assert.That(Create(_keys).Unprotect(spoiled, Key), Is.Null, spoiled);
        }
    }

    [Test]
    public void A_host_may_bring_another()
    {
        var services = new ServiceCollection();
        services.AddSingleton<ISecretProtector, Own>().AddOidcRelyingParty();
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<ISecretProtector>(), Is.InstanceOf<Own>());
    }

    // As a host has it.
    private static ISecretProtector Create(IDataProtectionProvider keys)
    {
        var services = new ServiceCollection();
        services.AddOidcRelyingParty();
        services.AddSingleton(keys);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<ISecretProtector>();
    }

    private sealed class Own : ISecretProtector
    {
        public string Protect(string text, OidcSettingsKey key) => text;

        public string? Unprotect(string protectedText, OidcSettingsKey key) => protectedText;
    }
}

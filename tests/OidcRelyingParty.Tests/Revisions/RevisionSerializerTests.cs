using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing.Stores;

namespace OidcRelyingParty.Tests.Revisions;

[TestFixture]
internal sealed class RevisionSerializerTests
{
    private static readonly OidcSettingsKey Key = new("acme", "google");
    private readonly RevisionSerializer _serializer = new(new PlainProtector());

    [Test]
    public void Everything_comes_back()
    {
        var revision = FullSettings.Revision(Key, "v-1", DateTimeOffset.UnixEpoch);

        var (settings, fingerprintKey) = _serializer.Read(Key, "v-1", _serializer.Write(revision));

        Assert.That(RevisionComparison.Compare(revision.Settings, settings), Is.Empty);
        Assert.That((settings.Key, settings.Version, settings.SecretsUnreadable), Is.EqualTo((Key, "v-1", false)));
        Assert.That(settings.DecryptionKeys.Select(key => (key.Pem, key.KeyId)), Is.EqualTo(revision.Settings.DecryptionKeys.Select(key => (key.Pem, key.KeyId))));
        Assert.That((settings.ClientKey?.KeyId, fingerprintKey), Is.EqualTo(("kid-1", revision.FingerprintKey)));
    }

    [Test]
    public void The_document_holds_no_secret_and_without_secrets_there_is_nothing_to_protect()
    {
        var revision = FullSettings.Revision(Key, "v-1", DateTimeOffset.UnixEpoch);

        var full = _serializer.Write(revision);
        var empty = _serializer.Write(revision with { FingerprintKey = null, Settings = revision.Settings with { ClientSecret = null, ClientKey = null, DecryptionKeys = [] } });

        Assert.That(full.Document, Is.EqualTo(empty.Document));
        Assert.That(full.ProtectedSecrets, Does.Contain("s3cret"));
        Assert.That(empty.ProtectedSecrets, Is.Null);
    }

    [TestCase("")]
    [TestCase("null")]
    [TestCase("{}{}")]
    [TestCase("{\"clientId\":\"a\",\"clientId\":\"a\"}")]
    [TestCase("{\"clientid\":\"a\"}")]
    [TestCase("{\"responseMode\":\"fragment\"}")]
    [TestCase("{\"maxAge\":\"300\"}")]
    [TestCase("{\"issuer\":\"not a URL\"}")]
    public void A_damaged_document_is_said_to_be_so(string document)
    {
        var exception = Assert.Throws<OidcException>(() => _serializer.Read(Key, "v-1", new SerializedRevision(document, ProtectedSecrets: null)));

        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.SettingsDamaged));
        Assert.That(exception.Error.Message, Does.Contain("acme/google").And.Contains("v-1"));
    }

    [TestCase("something else")]
    [TestCase("|acme/google|no JSON")]
    [TestCase("|acme/google|{\"ClientKey\":{\"Pem\":\"no key\"}}")]
    public void Secrets_that_cannot_be_read_are_no_damage(string secrets)
    {
        var (settings, fingerprintKey) = _serializer.Read(Key, "v-1", new SerializedRevision("{\"clientId\":\"a\"}", secrets));

        Assert.That((settings.SecretsUnreadable, settings.ClientId, settings.ClientSecret, fingerprintKey), Is.EqualTo((true, "a", (Secret?)null, (Secret?)null)));
    }

    private static IEnumerable<TestCaseData> Unstorable()
    {
        yield return Named("a document above the limit", settings => settings with { ClientId = new string('x', 300_000) });
        yield return Named("an enum without a name", settings => settings with { ResponseMode = (AuthorizationResponseMode)99 });
        yield return Named("a time above what is read", settings => settings with { SessionLifetime = TimeSpan.MaxValue });
        yield return Named("a negative time", settings => settings with { SessionLifetime = TimeSpan.FromSeconds(-1) });

        static TestCaseData Named(string name, Func<OidcSettings, OidcSettings> change) => new TestCaseData(change).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Unstorable))]
    public void What_would_not_come_back_is_not_written(Func<OidcSettings, OidcSettings> change)
    {
        var revision = new SettingsRevision { Settings = change(new OidcSettings { ClientId = "a" }), SavedAt = DateTimeOffset.UnixEpoch, SavedBy = "ada" };

        Assert.That(Refusal.CodeOf(() => _serializer.Write(revision)), Is.EqualTo(OidcErrorCodes.SettingsInvalid));
    }

    [Test]
    public void Without_something_that_encrypts_the_message_says_what_is_missing()
    {
        var services = new ServiceCollection();
        services.AddOidcRelyingPartyCore().UseRevisions<InMemoryRevisionStore>();
        using var provider = services.BuildServiceProvider();

        Assert.That(provider.GetRequiredService<RevisionSerializer>, Throws.InvalidOperationException.With.Message.Contains(nameof(ISecretProtector)));
        Assert.That(provider.GetRequiredService<SettingsAdministration>(), Is.Not.Null, "a store in memory needs none");
    }
}

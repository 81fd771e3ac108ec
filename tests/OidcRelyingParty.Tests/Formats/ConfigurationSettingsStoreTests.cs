using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Formats;

[TestFixture]
internal sealed class ConfigurationSettingsStoreTests
{
    private CapturedLog _log = null!;
    private IConfigurationRoot _configuration = null!;
    private ConfigurationSettingsStore _store = null!;

    [SetUp]
    public void SetUp() => _log = new CapturedLog();

    [TearDown]
    public void TearDown()
    {
        _store.Dispose();
        (_configuration as IDisposable)?.Dispose();
        _log.Dispose();
    }

    [Test]
    public async Task Good_settings_are_in_force()
    {
        Start(("Issuer", "https://op.example.test"), ("ClientId", "client"));

        Assert.That((await FindAsync())?.ClientId, Is.EqualTo("client"));
        Assert.That(await _store.FindAsync(new("another"), default), Is.Null);
    }

    [Test]
    public async Task An_empty_section_means_no_settings_and_no_error()
    {
        Start();

        Assert.That(await FindAsync(), Is.Null);
        Assert.That(_log.Entries, Is.Empty);
    }

    [Test]
    public async Task A_reload_takes_effect_and_leaves_the_revision_before_it_known()
    {
        Start(("Issuer", "https://op.example.test"), ("ClientId", "first"));
        var first = (await FindAsync())!;

        Reload(("ClientId", "second"));

        Assert.That((await FindAsync())!.ClientId, Is.EqualTo("second"));
        Assert.That((await _store.FindVersionAsync(OidcSettingsKey.Default, first.Version, default))?.ClientId, Is.EqualTo("first"));
    }

    [TestCase("ClientId", "")]
    [TestCase("MaxAge", "nonsense")]
    [TestCase("Issuer", "http://op.example.test")]
    [TestCase("Scopes", "open\"id")]
    public async Task A312_A_bad_reload_keeps_the_last_good_settings_and_is_logged(string key, string value)
    {
        Start(("Issuer", "https://op.example.test"), ("ClientId", "first"), ("ClientSecret", "the-client-secret"));

        Reload((key, value));

        Assert.That((await FindAsync())?.ClientId, Is.EqualTo("first"));
        var entry = _log.Of(1001).Single();
        Assert.That(entry.Level, Is.EqualTo(LogLevel.Error));
        Assert.That(entry.Message, Does.Contain(key).And.Contains("True"));
        Assert.That(_log.Text, Does.Not.Contain("the-client-secret"));

        Reload((key, key == "Issuer" ? "https://op.example.test" : null), ("ClientId", "third"));
        Assert.That((await FindAsync())?.ClientId, Is.EqualTo("third"));
    }

    [Test]
    public async Task Bad_settings_from_the_start_are_an_error_until_they_are_corrected()
    {
        Start(("Issuer", "https://op.example.test"), ("Scopes", "\\"));

        var exception = await Refusal.OfAsync(async () => await FindAsync());
        Assert.That(exception.Error.Code, Is.EqualTo(OidcErrorCodes.SettingsInvalid));
        Assert.That(exception.Error.Message, Does.Contain("ClientId").And.Contains("Scopes"), "All findings at once.");

        Reload(("Scopes", "openid"), ("ClientId", "client"));
        Assert.That((await FindAsync())?.ClientId, Is.EqualTo("client"));
    }

    [Test]
    public async Task Removing_the_provider_switches_OIDC_off()
    {
        Start(("Issuer", "https://op.example.test"), ("ClientId", "client"));

        Reload(("Issuer", null));
        Assert.That(await FindAsync(), Is.Null);

        Reload(("Issuer", "nonsense"));
        Assert.That(await Refusal.CodeOfAsync(async () => await FindAsync()), Is.EqualTo(OidcErrorCodes.SettingsInvalid), "There is nothing good to keep.");
    }

    [Test]
    public async Task After_it_is_disposed_it_no_longer_listens()
    {
        Start(("Issuer", "https://op.example.test"), ("ClientId", "first"));
        _store.Dispose();

        Reload(("ClientId", "second"));

        Assert.That((await FindAsync())?.ClientId, Is.EqualTo("first"));
    }

    private ValueTask<OidcSettings?> FindAsync() => _store.FindAsync(OidcSettingsKey.Default, CancellationToken.None);

    private void Start(params (string Key, string? Value)[] values)
    {
        _configuration = new ConfigurationBuilder().Add(new MemoryConfigurationSource()).Build();
        Set(values);
        _store = new ConfigurationSettingsStore(
            _configuration.GetSection("Oidc"), new OidcSettingsValidator(Options.Create(new OidcRelyingPartyOptions())), new LoggerFactory([_log]).CreateLogger<ConfigurationSettingsStore>());
    }

    private void Reload(params (string Key, string? Value)[] values)
    {
        Set(values);
        _configuration.Reload();
    }

    private void Set((string Key, string? Value)[] values)
    {
        foreach (var (key, value) in values)
        {
            _configuration["Oidc:" + key] = value;
        }
    }
}

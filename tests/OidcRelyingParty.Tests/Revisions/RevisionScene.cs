using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Revisions;

/// <summary>A process with settings that an administrator changes; several may share a store and a clock.</summary>
internal sealed class RevisionScene : IDisposable
{
    public static readonly OidcSettingsKey Key = new("acme");

    private readonly ServiceProvider _services;

    public RevisionScene(Action<SettingsAdministrationOptions>? administration = null, Action<OidcRelyingPartyOptions>? options = null, RevisionScene? sharing = null)
    {
        (Clock, Store) = (sharing?.Clock ?? new(), sharing?.Store ?? new());
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Log));
        services.AddOidcRelyingPartyCore(options).UseRevisions<ScriptedRevisionStore>(configured =>
        {
            configured.ProbeBeforeActivation = false;
            administration?.Invoke(configured);
        });
        services.Replace(ServiceDescriptor.Singleton<ISettingsRevisionStore>(Store));
        _services = services.BuildServiceProvider();
    }

    public ManualTimeProvider Clock { get; }

    public ScriptedRevisionStore Store { get; }

    public CapturedLog Log { get; } = new();

    public SettingsAdministration Administration => _services.GetRequiredService<SettingsAdministration>();

    /// <summary>What sign-ins read.</summary>
    public RevisionSettingsStore InForce => _services.GetRequiredService<RevisionSettingsStore>();

    public static SettingsUpdate Update(string? stamp, OidcSettingsKey? key = null) => new()
    {
        Settings = new OidcSettings { Key = key ?? Key, ClientId = "app", Issuer = IssuerUrl.Parse("https://op.example") },
        ExpectedStamp = stamp,
        By = "ada",
    };

    public static SettingsUpdate With(SettingsUpdate update, Func<OidcSettings, OidcSettings> change) => update with { Settings = change(update.Settings) };

    public static SettingsUpdate WithSecret(SettingsUpdate update, string secret) => update with { ClientSecret = SecretChange.Set(new Secret(secret)) };

    /// <summary>Saves what can be saved.</summary>
    public async Task<SettingsView> SaveAsync(SettingsUpdate update)
    {
        var result = await Administration.SaveAsync(update);
        Assert.That(result.Findings, Is.Empty);
        return result.View!; // no finding
    }

    public Task<string?> CodeOfSaveAsync(SettingsUpdate update) => Refusal.CodeOfAsync(() => Administration.SaveAsync(update));

    /// <summary>The client id in force, which tells revisions apart; null when nothing is.</summary>
    public async Task<string?> ClientIdAsync(OidcSettingsKey? key = null) => (await InForce.FindAsync(key ?? Key, CancellationToken.None))?.ClientId;

    public void Dispose() => _services.Dispose();
}

using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.AspNetCore.Tests.Sessions;

/// <summary>A host with pages about sessions and a store that can fail.</summary>
internal static class SessionHost
{
    /// <summary>How long an access token counts as good: its lifetime of five minutes, less the half minute before its end.</summary>
    public static readonly TimeSpan UntilRenewal = TimeSpan.FromMinutes(4.5);

    public static Task<TestHost> StartAsync(Action<TestHostOptions>? configure = null, Action<OidcSessionOptions>? sessions = null) => TestHost.StartAsync(options =>
    {
        options.App = SessionPages.Map;
        options.Provider = provider => provider.Clients[0].IdTokenSigningAlgorithm = "ES256";
        options.Services = services =>
        {
            services.AddSingleton<ISessionStore>(provider => new FaultySessionStore(provider.GetRequiredService<TimeProvider>()));
            services.Configure(sessions ?? (_ => { }));
        };
        configure?.Invoke(options);
    });

    public static FaultySessionStore Store(this TestHost host) => (FaultySessionStore)host.Services.GetRequiredService<ISessionStore>();

    public static OidcSessions Sessions(this TestHost host) => host.Services.GetRequiredService<OidcSessions>();

    /// <summary>The one session of a user, as the store has it.</summary>
    public static async Task<SessionRecord> RecordAsync(this TestHost host, string subject = "user-alice") =>
        (await host.Store().ListAsync(SessionSelector.OfUser(OidcRelyingParty.Settings.OidcSettingsKey.Default, host.Provider.Issuer, subject), CancellationToken.None)).Single();
}

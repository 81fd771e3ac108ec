using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>What a test wants different from the usual host; everything runs before the host starts.</summary>
internal sealed class TestHostOptions
{
    /// <summary>How the provider is set up. Its keys are shared by all tests unless this says otherwise; the clock is always the host's.</summary>
    public TestProviderOptions ProviderOptions { get; } = new() { Keys = TestHost.SharedKeys };

    /// <summary>Changes the provider: its behaviour, users, and the client that the host uses (the first one).</summary>
    public Action<TestProvider>? Provider { get; set; }

    /// <summary>Changes the settings, which fit the provider already.</summary>
    public Func<OidcSettings, OidcSettings>? Settings { get; set; }

    /// <summary>Changes paths and the like.</summary>
    public Action<OidcEndpointOptions>? Endpoints { get; set; }

    /// <summary>Changes skew, lifetimes and the like.</summary>
    public Action<OidcRelyingPartyOptions>? RelyingParty { get; set; }

    /// <summary>Registers more, after everything else, or replaces what is there.</summary>
    public Action<IServiceCollection>? Services { get; set; }

    /// <summary>Adds middleware before, and pages beside, the usual ones.</summary>
    public Action<WebApplication>? App { get; set; }

    /// <summary>The host environment; the built-in error page says more in <c>Development</c>.</summary>
    public string Environment { get; set; } = "Production";

    /// <summary>Whether the settings are put into the store; false for a host that has none yet. Default true.</summary>
    public bool Configured { get; set; } = true;
}

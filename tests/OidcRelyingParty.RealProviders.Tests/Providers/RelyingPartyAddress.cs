using System.Collections.Concurrent;
using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.RealProviders.Tests.Tapping;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>Where a provider expects the relying party: chosen before the provider starts, as it registers redirect URIs.</summary>
internal sealed class RelyingPartyAddress
{
    private static readonly ConcurrentDictionary<string, RelyingPartyAddress> Addresses = new();

    /// <param name="host">A name of this machine. Browsers keep cookies by host, not by port: two relying parties in one browser need two.</param>
    public RelyingPartyAddress(string host = "127.0.0.1")
    {
        Root = new Uri($"http://{host}:{FreePort.Find()}");
        LogoutCalls = new Wiretap(Root);
    }

    public Uri Root { get; }

    public string RedirectUri => At("signin-oidc");

    public string PostLogoutRedirectUri => At("signout-callback-oidc");

    /// <summary>The tapped line on which the provider posts logout tokens; it lives as long as the run.</summary>
    public Wiretap LogoutCalls { get; }

    public string BackchannelLogoutUri => new Uri(LogoutCalls.Address, "backchannel-logout").AbsoluteUri;

    /// <summary>On the same site as the providers: a browser sends the session cookie into a frame.</summary>
    public string FrontchannelLogoutUri => At("frontchannel-logout");

    /// <summary>The same on another site than the providers, as it is in production: no cookie goes into the frame.</summary>
    public string CrossSiteFrontchannelLogoutUri => new UriBuilder(FrontchannelLogoutUri) { Host = "localhost" }.Uri.AbsoluteUri;

    /// <param name="provider">The name of the provider's process: each has its own address.</param>
    public static RelyingPartyAddress For(string provider) => Addresses.GetOrAdd(provider, _ => new RelyingPartyAddress());

    private string At(string path) => new Uri(Root, path).AbsoluteUri;
}

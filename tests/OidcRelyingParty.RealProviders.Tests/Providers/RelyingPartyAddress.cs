using System.Collections.Concurrent;
using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>Where a provider expects the relying party: chosen before the provider starts, as it registers redirect URIs.</summary>
internal sealed record RelyingPartyAddress(Uri Root)
{
    private static readonly ConcurrentDictionary<string, RelyingPartyAddress> Addresses = new();

    public string RedirectUri => new Uri(Root, "signin-oidc").AbsoluteUri;

    public string PostLogoutRedirectUri => new Uri(Root, "signout-callback-oidc").AbsoluteUri;

    /// <param name="provider">The name of the provider's process: each has its own address.</param>
    public static RelyingPartyAddress For(string provider) =>
        Addresses.GetOrAdd(provider, _ => new RelyingPartyAddress(new Uri($"http://127.0.0.1:{FreePort.Find()}")));
}

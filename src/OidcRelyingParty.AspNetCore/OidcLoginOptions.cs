using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <summary>How the login page behaves; what the host's developer decides.</summary>
public sealed class OidcLoginOptions
{
    /// <summary>
    /// How many passwords may be tried for one user name from one client address within <see cref="AttemptWindow"/>, right or wrong; from all addresses
    /// together ten times as many, so that a single stranger cannot keep the user out. Default: 10; from 1 to 1,000.
    /// </summary>
    public int AttemptsPerAccount { get; set; } = 10;

    /// <summary>
    /// How many passwords may be tried from one client address within <see cref="AttemptWindow"/>; of IPv6, from one network of 64 bits. Behind a proxy
    /// the host must use the framework's forwarded headers, or all clients are one. Default: 100; from 1 to 100,000.
    /// </summary>
    public int AttemptsPerAddress { get; set; } = 100;

    /// <summary>The time for which attempts are counted, on each node. Default: 5 minutes; from 1 second to 1 hour.</summary>
    public TimeSpan AttemptWindow { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>What the button of a provider says. Default: <c>Sign in with single sign-on</c>, or <c>Sign in with</c> and the provider's name in the settings' key.</summary>
    public Func<OidcSettingsKey, string> ProviderLabel { get; set; } = static key =>
        key.Provider == OidcSettingsKey.DefaultName ? "Sign in with single sign-on" : $"Sign in with {key.Provider}";
}

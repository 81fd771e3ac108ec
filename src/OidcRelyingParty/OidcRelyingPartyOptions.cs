using System.Net;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty;

/// <summary>What the host's developer decides, for all tenants; what an administrator decides is in <see cref="Settings.OidcSettings"/>.</summary>
public sealed class OidcRelyingPartyOptions
{
    /// <summary>
    /// Accept plain <c>http</c> for providers and redirects on loopback addresses (<c>localhost</c> and literals), and providers there at all.
    /// For development. Default: false.
    /// </summary>
    public bool AllowInsecureHttpOnLoopback { get; set; }

    /// <summary>
    /// Host names for which plain <c>http</c> is accepted although they are not loopback, such as <c>keycloak</c> on a container network.
    /// Whoever can read that network can read client secrets. They may be in a private network, as in <see cref="AllowedPrivateHosts"/>.
    /// Default: none.
    /// </summary>
    public IList<string> AllowInsecureHttpHosts { get; } = [];

    /// <summary>
    /// Host names, and literal addresses, of providers that are not on the public internet, such as <c>sso.corp.example</c>. Each is one host,
    /// compared as a whole. Any other host is refused as soon as one of its addresses is private, loopback, link-local or otherwise special
    /// (also NAT64), so that an address an administrator types cannot lead into this application's own network. Default: none.
    /// </summary>
    public IList<string> AllowedPrivateHosts { get; } = [];

    /// <summary>How long a user may take to sign in at the provider. Default: 10 minutes; from 1 minute to 1 hour.</summary>
    public TimeSpan SignInLifetime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How far the provider's clock may be from ours. Default: 1 minute; from zero to 5 minutes.</summary>
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long one request to a provider may take in all. Default: 10 seconds; from 1 second to 1 minute.</summary>
    public TimeSpan BackchannelTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the last good metadata and keys are used while the provider cannot be read. Default: 24 hours; from 5 minutes to 7 days.</summary>
    public TimeSpan MetadataMaxStale { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How many providers' metadata and keys are kept; the least recently used goes first. Default: 10,000; from 1 to 1,000,000.</summary>
    public int MetadataCacheSize { get; set; } = 10_000;

    /// <summary>
    /// How long a node relies on what it last read of stored settings: a change made on another node is used here after at most this time, one made on
    /// this node at once. Default: 2 seconds; from zero to 1 minute.
    /// </summary>
    public TimeSpan SettingsCheckInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the last good settings are used while the store fails or holds damaged ones. Default: 1 hour; from zero to 7 days.</summary>
    public TimeSpan SettingsMaxStale { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How many tenants' stored settings are kept in memory; the least recently used go first. Default: 10,000; from 1 to 1,000,000.</summary>
    public int SettingsCacheSize { get; set; } = 10_000;

    /// <summary>
    /// How long a provider that was fine may be unreachable before single sign-on counts no longer as the only way in, and the application's own login
    /// shows itself. Default: 1 minute; from zero to 1 hour.
    /// </summary>
    public TimeSpan ProviderGrace { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Which claims a session keeps, by their names on the wire, besides issuer, subject, <c>sid</c> and roles. Others serve role mapping and
    /// provisioning and are then forgotten, so that a user with a thousand groups has a small session. Default: the claims of the scopes
    /// profile and email that pages usually show, and <c>acr</c>, <c>amr</c>, <c>auth_time</c>.
    /// </summary>
    public IList<string> SessionClaims { get; } =
    [
        WireNames.Name, WireNames.GivenName, WireNames.FamilyName, WireNames.PreferredUsername, WireNames.Picture, WireNames.Locale,
        WireNames.ZoneInfo, WireNames.Email, WireNames.EmailVerified, WireNames.Acr, WireNames.Amr, WireNames.AuthTime,
    ];

    /// <summary>
    /// Roles that no settings may give, such as the one of the host's own operators: a mapping that names one is refused when it is saved, and a role
    /// that comes out all the same is left out. Compared without regard to capital and small letters. Default: the
    /// <see cref="Accounts.OidcAccountOptions.SuperAdministratorRole"/>, where there is one.
    /// </summary>
    public IList<string> ReservedRoles { get; } = [];

    /// <summary>Whether a URL may be used for a provider or a redirect: absolute, https (or http as allowed above), no user, no fragment.</summary>
    internal bool IsAcceptable(Uri url) => url.IsAbsoluteUri
        && url.UserInfo.Length == 0
        && url.Fragment.Length == 0
        && url.Host.Length > 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && AllowsInsecureHttp(url)));

    private bool AllowsInsecureHttp(Uri url) =>
        (AllowInsecureHttpOnLoopback && IsLoopback(url)) || AllowInsecureHttpHosts.Contains(url.Host, StringComparer.OrdinalIgnoreCase);

    // Uri.IsLoopback also says yes to the machine's own name; only the literal names count here.
    private static bool IsLoopback(Uri url) => url.Host == "localhost" || (IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}

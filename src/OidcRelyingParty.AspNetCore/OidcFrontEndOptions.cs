using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <summary>How a front end elsewhere signs in through this application's API; what the host's developer decides.</summary>
public sealed class OidcFrontEndOptions
{
    /// <summary>
    /// Below which path the three endpoints are: <c>/login</c>, <c>/start</c> and <c>/token</c>. Must not hold <c>{tenant}</c>: the request says it.
    /// Default: <c>/v1/auth/oidc</c>.
    /// </summary>
    public string PathPrefix { get; set; } = "/v1/auth/oidc";

    /// <summary>How long the front end may take to exchange its one-time code. Default: 1 minute; from 10 seconds to 10 minutes.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long a bearer token is good for, counted from the sign-in; less where <see cref="OidcSettings.SessionLifetime"/> or
    /// <see cref="OidcSettings.SessionEndsWithAccessToken"/> says so. Default: 1 hour; from 1 minute to 24 hours.
    /// </summary>
    public TimeSpan TokenLifetime { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// Refuse a sign-in for which the front end sends no <c>code_challenge</c>. With one, nobody can sign a user of the front end in under another
    /// name, and a code that leaks is worth nothing. Default: false, because there are front ends that send none.
    /// </summary>
    public bool RequireCodeChallenge { get; set; }
}

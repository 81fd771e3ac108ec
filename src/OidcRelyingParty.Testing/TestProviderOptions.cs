namespace OidcRelyingParty.Testing;

/// <summary>How a <see cref="TestProvider"/> is set up.</summary>
public sealed class TestProviderOptions
{
    /// <summary>
    /// The whole issuer. Default null: <c>https://op.example.test</c> in memory, or the loopback origin, and then <see cref="IssuerPath"/>.
    /// </summary>
    public string? Issuer { get; set; }

    /// <summary>The path of the issuer, such as <c>/realms/example</c>; a slash at its end is kept. Default empty.</summary>
    public string IssuerPath { get; set; } = "";

    /// <summary>The clock for every lifetime. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>The user who is signed in without being asked, as the conformance suite does it. Default null: the page is shown.</summary>
    public string? AutoSignIn { get; set; }

    /// <summary>Keys to use, for sharing them between providers because making RSA keys takes time; changes to them show in all. Default null: own keys.</summary>
    public TestSigningKeys? Keys { get; set; }

    /// <summary>Whether requests are kept for assertions. Default true; turn it off for long load tests.</summary>
    public bool RecordRequests { get; set; } = true;

    /// <summary>How long an authorization code works. Default 60 seconds.</summary>
    public TimeSpan CodeLifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long an access token works. Default 5 minutes.</summary>
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an ID token is valid. Default 5 minutes.</summary>
    public TimeSpan IdTokenLifetime { get; set; } = TimeSpan.FromMinutes(5);
}

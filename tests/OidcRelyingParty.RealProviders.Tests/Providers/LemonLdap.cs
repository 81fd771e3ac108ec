namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>Debian's LemonLDAP::NG portal.</summary>
internal sealed class LemonLdap : Provider
{
    private LemonLdap(ProviderProcess process, RelyingPartyAddress relyingParty)
        : base(process.Issuer, relyingParty)
    {
    }

    public static IEnumerable<Client> Clients =>
    [
        Basic("basic"),
        Basic("basic") with { Authentication = "client_secret_post" },
        Basic("pkce"),
        new Client("public", "none", Secret: null),
    ];

    public override IProviderUser User { get; } = new LemonLdapUser();

    public override Client DefaultClient => Basic("basic");

    public override Client ConsentClient => Basic("pkce");

    public override string? DenialError => "consent_required";

    public override string Scopes => "openid profile email groups";

    public override bool RotatesRefreshTokens => false;

    public override bool Revokes => false;

    /// <param name="algorithm">Signs the ID tokens of every client.</param>
    /// <param name="separator">Stands in every client secret before the word "secret".</param>
    public static Task<LemonLdap> GetAsync(string algorithm = "RS256", string separator = "") =>
        GetAsync($"lemonldap-ng {algorithm} {separator}", separator, "--alg", algorithm, "--consent");

    /// <summary>One that asks for no consent, with a second relying party, and with front-channel logout.</summary>
    public static Task<LemonLdap> GetForTwoAsync(RelyingPartyAddress other)
    {
        const string name = "lemonldap-ng for two";
        return GetAsync(
            name,
            separator: "",
            "--redirect-uri", other.RedirectUri,
            "--post-logout-redirect-uri", other.PostLogoutRedirectUri,
            "--frontchannel-logout-uri", RelyingPartyAddress.For(name).FrontchannelLogoutUri);
    }

    public static Client Basic(string id, string separator = "") =>
        new(id, "client_secret_basic", DebianScript.SecretOf(id, separator));

    private static async Task<LemonLdap> GetAsync(string name, string separator, params string[] more)
    {
        var script = new DebianScript("lemonldap-ng");
        script.Require("bash", "perl", "starman", "curl", "openssl");
        Requirement.Files("/usr/share/lemonldap-ng/portal/templates", "/usr/share/perl5/String/Random.pm", "/usr/share/perl5/IO/String.pm");

        var relyingParty = RelyingPartyAddress.For(name);
        var process = await RunningProviders.GetAsync(name, () => ProviderProcess.StartAsync("bash", scratch =>
        [
            script.WithSeparator(scratch, separator), scratch.File("run"),
            "--redirect-uri", relyingParty.RedirectUri,
            "--post-logout-redirect-uri", relyingParty.PostLogoutRedirectUri,
            .. more,
        ]));
        return new LemonLdap(process, relyingParty);
    }

    /// <summary>Of its demonstration accounts.</summary>
    public override string PasswordOf(string user) => user;
}

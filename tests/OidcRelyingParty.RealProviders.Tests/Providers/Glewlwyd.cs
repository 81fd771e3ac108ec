namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>Debian's <c>glewlwyd</c>.</summary>
internal sealed class Glewlwyd : Provider
{
    private Glewlwyd(ProviderProcess process, RelyingPartyAddress relyingParty)
        : base(process.Issuer, relyingParty)
    {
    }

    public static IEnumerable<Client> Clients =>
    [
        Basic("basic"),
        Basic("post") with { Authentication = "client_secret_post" },
        Basic("secretjwt") with { Authentication = "client_secret_jwt", AssertionAudience = "token_endpoint" },
        new Client("public", "none", Secret: null),
    ];

    public override IProviderUser User { get; } = new GlewlwydUser();

    public override Client DefaultClient => Basic("basic");

    public override string? DenialError => null;

    public override string Scopes => "openid profile email groups";

    /// <param name="separator">Stands in every client secret before the word "secret".</param>
    public static Task<Glewlwyd> GetAsync(string separator = "") => GetAsync($"glewlwyd {separator}", separator);

    /// <summary>One with a second relying party.</summary>
    public static Task<Glewlwyd> GetForTwoAsync(RelyingPartyAddress other) => GetAsync("glewlwyd for two", "", "--redirect-uri", other.RedirectUri);

    public static Client Basic(string id, string separator = "") =>
        new(id, "client_secret_basic", DebianScript.SecretOf(id, separator));

    private static async Task<Glewlwyd> GetAsync(string name, string separator, params string[] more)
    {
        var script = new DebianScript("glewlwyd");
        script.Require("bash", "glewlwyd", "sqlite3", "curl", "openssl");

        var relyingParty = RelyingPartyAddress.For(name);
        var process = await RunningProviders.GetAsync(name, () => ProviderProcess.StartAsync("bash", scratch =>
        [
            script.WithSeparator(scratch, separator), scratch.File("run"),
            "--redirect-uri", relyingParty.RedirectUri,
            "--post-logout-redirect-uri", relyingParty.PostLogoutRedirectUri,
            "--backchannel-logout-uri", relyingParty.BackchannelLogoutUri,
            "--frontchannel-logout-uri", relyingParty.CrossSiteFrontchannelLogoutUri,
            .. more,
        ]));
        return new Glewlwyd(process, relyingParty);
    }
}

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>Debian's <c>glewlwyd</c>.</summary>
internal sealed class Glewlwyd : Provider
{
    private Glewlwyd(ProviderProcess process, RelyingPartyAddress relyingParty)
        : base(process, process.Issuer, relyingParty)
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
    public static async Task<Glewlwyd> GetAsync(string separator = "")
    {
        var script = new DebianScript("glewlwyd");
        script.Require("bash", "glewlwyd", "sqlite3", "curl", "openssl");

        var name = $"glewlwyd {separator}";
        var relyingParty = RelyingPartyAddress.For(name);
        var process = await RunningProviders.GetAsync(name, () => ProviderProcess.StartAsync("bash", scratch =>
        [
            script.WithSeparator(scratch, separator), scratch.File("run"),
            "--redirect-uri", relyingParty.RedirectUri,
            "--post-logout-redirect-uri", relyingParty.PostLogoutRedirectUri,
        ]));
        return new Glewlwyd(process, relyingParty);
    }

    public static Client Basic(string id, string separator = "") =>
        new(id, "client_secret_basic", DebianScript.SecretOf(id, separator));
}

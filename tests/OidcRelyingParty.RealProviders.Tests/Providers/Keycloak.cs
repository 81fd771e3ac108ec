namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>One realm of the Keycloak that serves the whole test run.</summary>
internal sealed class Keycloak : Provider
{
    private const string Example = "example";
    private const string QuickStart = "quickstart";

    private static readonly Lazy<ClientKeySet> ClientKeys = new(); // lives as long as the run

    private readonly ProviderProcess _process;

    private Keycloak(ProviderProcess process, string realm, RelyingPartyAddress relyingParty)
        : base(new Uri(new Uri(process.Issuer), $"/realms/{realm}").AbsoluteUri, relyingParty) => (Realm, _process) = (realm, process);

    public static IEnumerable<Client> Clients =>
    [
        Basic("basic"),
        Basic("post") with { Authentication = "client_secret_post" },
        Basic("secretjwt") with { Authentication = "client_secret_jwt" },
        new Client("pkjwt", "private_key_jwt", Secret: null) { AssertionKey = ClientKey.SigningRsa },
        new Client("public", "none", Secret: null),
        Basic("ps256") with { Algorithm = "PS256" },
        Basic("es256") with { Algorithm = "ES256" },
        Basic("es512") with { Algorithm = "ES512" },
        Basic("eddsa") with { Algorithm = "EdDSA" },
        Basic("encrypted") with { DecryptionKey = ClientKey.DecryptionRsa },
        Basic("userinfo-jwt"),
        Basic("pairwise"),
        // Keycloak refuses a lightweight access token at its UserInfo endpoint (401); the ID token holds the claims.
        Basic("lightweight") with { UserInfo = "never" },
        Basic("lightweight") with { UserInfo = "best_effort" },
        Basic("consent"),
        Basic("basic") with { ResponseMode = "form_post" },
    ];

    public string Realm { get; }

    public override IProviderUser User { get; } = new KeycloakUser();

    public override Client DefaultClient => Realm == QuickStart
        ? new Client("quickstart", "client_secret_basic", "quickstart-secret-change-me")
        : Basic("basic");

    public override Client ConsentClient => Realm == QuickStart ? DefaultClient : Basic("consent");

    public override string Scopes => "openid profile email";

    public override string RoleClaim => "realm_access.roles";

    /// <summary>When no other client uses the session.</summary>
    public override bool RevocationEndsItsSession => true;

    /// <summary>The realm with one client of every kind, from <c>shared</c>.</summary>
    public static Task<Keycloak> GetExampleRealmAsync() => GetAsync(Example);

    /// <summary>The realm of <c>samples/keycloak</c>, which docs/keycloak.md is about.</summary>
    public static Task<Keycloak> GetQuickStartRealmAsync() => GetAsync(QuickStart);

    public static Client Basic(string id) => new(id, "client_secret_basic", $"{id}-secret-0123456789-0123456789-0123456789");

    public override async Task<string> GetKeyFileAsync(ClientKey key)
    {
        if (key == ClientKey.SigningRsa)
        {
            return _process.Scratch.File("client-key.pem"); // start.sh made it and registered its certificate
        }

        var path = _process.Scratch.File($"{key}.pem");
        await File.WriteAllTextAsync(path, ClientKeys.Value.PrivateKeyPem);
        return path;
    }

    private static async Task<Keycloak> GetAsync(string realm)
    {
        var folder = Path.Combine(Repository.Shared, "providers", "keycloak");
        Requirement.Files(folder);
        Requirement.Programs("bash", "java", "xz", "curl", "openssl", "flock");

        var relyingParty = RelyingPartyAddress.For("keycloak");
        var process = await RunningProviders.GetAsync("keycloak", () => ProviderProcess.StartAsync("bash", scratch =>
        [
            Path.Combine(folder, "start.sh"), scratch.Path,
            "--realm", Path.Combine(folder, "realm.json"),
            "--realm", Path.Combine(Repository.Root, "samples", "keycloak", "realm.json"),
            "--redirect-uri", relyingParty.RedirectUri,
            "--post-logout-redirect-uri", relyingParty.PostLogoutRedirectUri,
            "--backchannel-logout-uri", relyingParty.BackchannelLogoutUri,
            "--frontchannel-logout-uri", relyingParty.CrossSiteFrontchannelLogoutUri,
            "--client-jwks-uri", ClientKeys.Value.Uri.AbsoluteUri,
        ]));
        return new Keycloak(process, realm, relyingParty);
    }
}

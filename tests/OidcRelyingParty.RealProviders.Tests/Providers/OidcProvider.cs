using System.Net.Http.Json;
using System.Text.Json;
using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>npm <c>oidc-provider</c>.</summary>
internal sealed class OidcProvider : Provider
{
    /// <summary>Everything in it must be percent-encoded in a Basic header.</summary>
    private const string OddSecret = "odd+/%:secret-0123456789-0123456789-0123456789";

    /// <summary>
    /// Node 20 can deadlock when its garbage collector runs while an RSA key is exported as a JWK, as op.mjs does at its start:
    /// with this much room the collector does not run by then.
    /// </summary>
    private static readonly string[] NoEarlyCollection = ["--min-semi-space-size=64", "--max-semi-space-size=64"];

    private readonly ProviderProcess _process;

    private OidcProvider(ProviderProcess process, RelyingPartyAddress relyingParty)
        : base(process.Issuer, relyingParty) => _process = process;

    public static IEnumerable<Client> Clients =>
    [
        Basic("basic"),
        Basic("post") with { Authentication = "client_secret_post" },
        Basic("secretjwt") with { Authentication = "client_secret_jwt" },
        new Client("pkjwt", "private_key_jwt", Secret: null) { AssertionKey = ClientKey.SigningEc },
        new Client("public", "none", Secret: null),
        Basic("ps256") with { Algorithm = "PS256" },
        Basic("es256") with { Algorithm = "ES256" },
        Basic("eddsa") with { Algorithm = "EdDSA" },
        Basic("ed25519") with { Algorithm = "Ed25519" },
        Basic("hs256") with { Algorithm = "HS256" },
        Basic("encrypted") with { DecryptionKey = ClientKey.DecryptionRsa },
        Basic("encrypted-ecdh") with { DecryptionKey = ClientKey.DecryptionEc },
        Basic("encrypted-all") with { DecryptionKey = ClientKey.DecryptionRsa },
        Basic("userinfo-jwt"),
        Basic("pairwise"),
        Basic("basic") with { ResponseMode = "form_post" },
        new Client("odd-secret", "client_secret_basic", OddSecret),
    ];

    public override IProviderUser User { get; } = new OidcProviderUser();

    public override Client DefaultClient => Basic("basic");

    public override string Scopes => "openid profile email groups";

    /// <param name="more">Further arguments of op.mjs: a process of its own.</param>
    public static async Task<OidcProvider> GetAsync(params string[] more)
    {
        var folder = FindInstalled();
        Requirement.Programs("node");
        Requirement.Files(Path.Combine(folder, "op.mjs"), Path.Combine(folder, "node_modules"));

        var name = string.Join(' ', ["oidc-provider", .. more]);
        var relyingParty = RelyingPartyAddress.For(name);
        var process = await RunningProviders.GetAsync(name, () => ProviderProcess.StartAsync("node", scratch =>
        [
            .. NoEarlyCollection, Path.Combine(folder, "op.mjs"), "--config", WriteConfiguration(scratch, relyingParty),
            "--redirect-uri", relyingParty.RedirectUri,
            "--post-logout-redirect-uri", relyingParty.PostLogoutRedirectUri,
            "--backchannel-logout-uri", relyingParty.BackchannelLogoutUri,
            .. more,
        ]));
        return new OidcProvider(process, relyingParty);
    }

    public static Client Basic(string id) => new(id, "client_secret_basic", $"{id}-secret-0123456789-0123456789-0123456789");

    /// <summary>Ends all sessions of a user, and sends the logout tokens.</summary>
    public async Task SignOutAsync(string user)
    {
        using var http = new HttpClient();
        using var response = await http.PostAsync(new Uri($"{Issuer}/test/logout?sub={user}"), content: null);
        response.EnsureSuccessStatusCode();
    }

    public override async Task<string> GetKeyFileAsync(ClientKey key)
    {
        var (use, type) = key switch
        {
            ClientKey.SigningRsa => ("sig", "RSA"),
            ClientKey.SigningEc => ("sig", "EC"),
            ClientKey.DecryptionRsa => ("enc", "RSA"),
            _ => ("enc", "EC"),
        };
        using var http = new HttpClient();
        var keys = await http.GetFromJsonAsync<JsonElement>($"{Issuer}/test/client-jwks");
        var jwk = keys.GetProperty("keys").EnumerateArray()
            .Single(k => k.GetProperty("use").GetString() == use && k.GetProperty("kty").GetString() == type);
        return await PrivateKeyFile.WriteAsync(_process.Scratch.File($"{key}.pem"), jwk);
    }

    /// <summary>The copy in which <c>.ci/run</c> ran <c>npm ci</c>, or the shared folder if somebody did it there.</summary>
    private static string FindInstalled()
    {
        var copy = Path.Combine(Repository.Cache, "oidc-provider");
        return Directory.Exists(copy) ? copy : Path.Combine(Repository.Shared, "providers", "oidc-provider");
    }

    private static string WriteConfiguration(ScratchDirectory scratch, RelyingPartyAddress relyingParty)
    {
        var oddSecret = new
        {
            client_id = "odd-secret",
            client_secret = OddSecret,
            redirect_uris = new[] { relyingParty.RedirectUri },
            token_endpoint_auth_method = "client_secret_basic",
        };
        var path = scratch.File("configuration.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new { clients = new[] { oddSecret } }));
        return path;
    }
}

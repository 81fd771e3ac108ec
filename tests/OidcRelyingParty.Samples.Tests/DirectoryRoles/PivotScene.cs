extern alias DirectoryRoles;

using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;
using Program = DirectoryRoles::Program;

namespace OidcRelyingParty.Samples.Tests.DirectoryRoles;

/// <summary>The sample DirectoryRoles with a configuration file of the test's.</summary>
internal sealed class PivotScene : IAsyncDisposable
{
    private readonly string _file;

    private PivotScene(SampleHost<Program> sample, string file) => (Sample, _file) = (sample, file);

    public SampleHost<Program> Sample { get; }

    /// <param name="top">The lines at the top of the file, without <c>userMode</c>.</param>
    /// <param name="options">The lines within <c>oidcOptions</c>.</param>
    public static PivotScene Start(string top = "", string options = "  scope: \"openid profile email groups\"") => StartWith(".yaml", Yaml(top, options));

    /// <summary>The same where the file tells the provider's address; <c>{0}</c> stands for it.</summary>
    public static PivotScene StartAt(string top, string options)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        return StartWith(".yaml", Yaml(top, options.Replace("{0}", $"http://127.0.0.1:{port}", StringComparison.Ordinal)), port);
    }

    public static PivotScene StartWith(string extension, string content, int providerPort = 0)
    {
        var file = Path.Combine(Path.GetTempPath(), $"pivot-{Guid.NewGuid():N}{extension}");
        File.WriteAllText(file, content);
        return new PivotScene(new SampleHost<Program>(new Dictionary<string, string> { ["ConfigFile"] = file, ["EmbeddedProvider:Port"] = $"{providerPort}" }), file);
    }

    public static string Yaml(string top, string options = "  scope: \"openid profile email groups\"") => $"userMode: oidc-authentication\n{top}\noidcOptions:\n{options}\n";

    public void Rewrite(string content) => File.WriteAllText(_file, content);

    /// <summary>Visits the start page, which signs in by itself, and opens another one then; the page that refuses where the sign-in does.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string userName = "alice", string path = "/me")
    {
        using var visitor = Sample.CreateVisitor();
        visitor.UserName = userName;
        var home = await visitor.OpenAsync("/");
        return home.StatusCode == HttpStatusCode.OK && await home.ElementAsync("sub") is not null ? await visitor.GetAsync(path) : home;
    }

    public async Task<JsonNode> WhoAmIAsync(string userName = "alice")
    {
        using var page = await SignInAsync(userName);
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK), await page.TextAsync());
        return await page.JsonAsync();
    }

    public async Task<string[]> RolesAsync(string userName = "alice") => [.. (await WhoAmIAsync(userName))["roles"]!.AsArray().Select(role => role!.GetValue<string>())];

    /// <summary>The groups of a user at the provider from now on.</summary>
    public void Regroup(string userName, params string[] groups) =>
        Sample.Provider.Users.Single(user => user.UserName == userName).Claims["groups"] = new JsonArray([.. groups.Select(group => JsonValue.Create(group))]);

    /// <summary>A user of the provider with an address of choice.</summary>
    public void AddUser(string userName, string email, bool isVerified)
    {
        var user = TestUser.Create(userName, [], []);
        (user.Claims["email"], user.Claims["email_verified"]) = (email, isVerified);
        Sample.Provider.Users.Add(user);
    }

    /// <summary>The ids of the accounts there are.</summary>
    public async Task<string[]> UserIdsAsync()
    {
        using var page = await SignInAsync("carol", "/users");
        return [.. (await page.JsonAsync()).AsArray().Select(id => id!.GetValue<string>()).Where(id => !id.Contains("carol", StringComparison.Ordinal))];
    }

    /// <summary>A user who was there before single sign-on.</summary>
    public async Task ImportAsync(string email)
    {
        var result = await Sample.Services.GetRequiredService<IAccountStore>().CreateAsync(
            new NewAccount { Login = new ExternalLogin("default", "urn:imported", email), UserId = email, Email = email, IsEmailVerified = true, Roles = ["editor"] }, CancellationToken.None);
        Assert.That(result.Outcome, Is.EqualTo(AccountStoreOutcome.Done));
    }

    public async ValueTask DisposeAsync()
    {
        await Sample.DisposeAsync();
        File.Delete(_file);
    }
}

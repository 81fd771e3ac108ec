extern alias ClaimGroups;

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;
using SampleHosting;
using Program = ClaimGroups::Program;

namespace OidcRelyingParty.Samples.Tests.ClaimGroups;

/// <summary>The sample ClaimGroups with its root administrator signed in.</summary>
internal sealed class ClaimGroupsHost : IAsyncDisposable
{
    public const string Api = "/api/settings/security/oidc";

    private readonly SampleHost<Program> _sample;

    private ClaimGroupsHost(SampleHost<Program> sample, Visitor administrator) =>
        (_sample, Settings) = (sample, new SettingsClient(administrator, Api));

    public SettingsClient Settings { get; }

    public TestProvider Provider => _sample.Provider;

    public string Issuer => _sample.Embedded.Issuer;

    public IReadOnlyList<string> Logs => _sample.Logs.Lines;

    public static async Task<ClaimGroupsHost> StartAsync(IReadOnlyDictionary<string, string>? settings = null)
    {
        var sample = new SampleHost<Program>(settings);
        var administrator = sample.CreateVisitor();
        using var signedIn = await administrator.SignInLocallyAsync();
        Assert.That(signedIn.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return new ClaimGroupsHost(sample, administrator);
    }

    /// <summary>The six settings of the document, and whatever a test changes in them.</summary>
    public JsonObject Document(params IEnumerable<(string Name, JsonNode Value)> others)
    {
        var document = new JsonObject
        {
            ["enabled"] = true,
            ["wellKnown"] = Issuer,
            ["usernameClaim"] = "preferred_username",
            ["groupClaim"] = "groups",
            ["scope"] = "openid profile email",
            ["clientId"] = _sample.Embedded.ClientId,
            ["clientSecret"] = _sample.Embedded.ClientSecret,
        };
        foreach (var (name, value) in others)
        {
            document[name] = value;
        }

        return document;
    }

    public Visitor CreateVisitor(string userName = "alice")
    {
        var visitor = _sample.CreateVisitor();
        visitor.UserName = userName;
        return visitor;
    }

    /// <summary>Somebody signs in with the provider; the page they end on.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string userName)
    {
        using var visitor = CreateVisitor(userName);
        return await visitor.OpenAsync("/login/start?returnUrl=/me");
    }

    /// <summary>Somebody signs in with the provider; what the sample then knows of them.</summary>
    public async Task<JsonNode> WhoAmIAsync(string userName)
    {
        using var page = await SignInAsync(userName);
        Assert.That(page.StatusCode, Is.EqualTo(HttpStatusCode.OK), await page.TextAsync());
        return await page.JsonAsync();
    }

    /// <summary>Somebody signs in with the provider; their roles.</summary>
    public async Task<string[]> RolesAsync(string userName) => [.. (await WhoAmIAsync(userName))["roles"]!.AsArray().Select(role => role!.GetValue<string>())];

    /// <summary>Does to the stored settings what no program of ours would.</summary>
    public async Task DamageAsync()
    {
        await using var scope = _sample.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SampleDatabase>().Database.ExecuteSqlRawAsync("UPDATE OidcSettingsRevisions SET Document = '['");
    }

    /// <summary>Another process on the same database, which reads what is stored.</summary>
    public Task<ClaimGroupsHost> StartNodeAsync() => StartAsync(new Dictionary<string, string>
    {
        ["Database:Sqlite"] = $"Data Source={Path.Combine(_sample.Storage.FullName, "sample.db")};Pooling=False",
        ["DataProtection:Directory"] = Path.Combine(_sample.Storage.FullName, "keys"),
    });

    public ValueTask DisposeAsync()
    {
        Settings.Administrator.Dispose();
        return _sample.DisposeAsync();
    }
}

extern alias AdminSettingsPage;

using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Samples.Tests.Hosting;
using SampleHosting;
using Program = AdminSettingsPage::Program;

namespace OidcRelyingParty.Samples.Tests.AdminSettingsPage;

/// <summary>The sample AdminSettingsPage with its administrator signed in.</summary>
internal sealed class AdminSettingsPageHost : IAsyncDisposable
{
    public const string Api = "/api/admin/identity/oidc";
    public const string PagePath = "/admin/identity/oidc";

    private AdminSettingsPageHost(SampleHost<Program> sample, Visitor administrator) => (Sample, Administrator) = (sample, administrator);

    public SampleHost<Program> Sample { get; }

    /// <summary>root, with a browser of its own.</summary>
    public Visitor Administrator { get; }

    public static async Task<AdminSettingsPageHost> StartAsync(IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? services = null)
    {
        var sample = new SampleHost<Program>(settings, services);
        var administrator = sample.CreateVisitor();
        using var signedIn = await administrator.SignInLocallyAsync();
        Assert.That(signedIn.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return new AdminSettingsPageHost(sample, administrator);
    }

    /// <summary>Another process on the same database, which reads the settings at every request.</summary>
    /// <param name="keys">The directory of its key ring; null for the same.</param>
    /// <param name="services">Replaces services, such as the clock.</param>
    public Task<AdminSettingsPageHost> StartNodeAsync(string? keys = null, Action<IServiceCollection>? services = null) => StartAsync(
        new Dictionary<string, string>
        {
            ["Database:Sqlite"] = $"Data Source={Path.Combine(Sample.Storage.FullName, "sample.db")};Pooling=False",
            ["DataProtection:Directory"] = Path.Combine(Sample.Storage.FullName, keys ?? "keys"),
            ["Oidc:SettingsCheckInterval"] = "00:00:00",
        },
        services);

    /// <summary>Does to the database what no program of ours would.</summary>
    public async Task DamageAsync(string sql)
    {
        await using var scope = Sample.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SampleDatabase>().Database.ExecuteSqlRawAsync(sql);
    }

    /// <summary>What the administrator of the document enters: five fields, and that new users get an account.</summary>
    public JsonObject Document() => new()
    {
        ["enabled"] = true,
        ["issuer"] = Sample.Embedded.Issuer,
        ["clientId"] = Sample.Embedded.ClientId,
        ["clientSecret"] = Sample.Embedded.ClientSecret,
        ["scopes"] = "openid profile email",
        ["provisioning"] = new JsonObject { ["createAccounts"] = true },
    };

    public async Task<JsonNode> ReadAsync() => await (await Administrator.FetchAsync(HttpMethod.Get, Api)).JsonAsync();

    public async Task<HttpResponseMessage> SaveAsync(JsonObject document, string query = "")
    {
        using var read = await Administrator.FetchAsync(HttpMethod.Get, Api);
        return await Administrator.FetchAsync(HttpMethod.Put, Api + query, Answers.Json(document), ("If-Match", read.Headers.ETag!.Tag)); // every answer has one
    }

    /// <summary>Saves what must be right.</summary>
    public async Task StoreAsync(JsonObject? document = null, bool skipProbe = false)
    {
        using var response = await SaveAsync(document ?? Document(), skipProbe ? "?skipProbe=a+test+of+many+saves" : "");
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.OK), await response.TextAsync());
    }

    /// <summary>Somebody signs in with the provider; the page they end on.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string userName = "alice")
    {
        using var visitor = Sample.CreateVisitor();
        visitor.UserName = userName;
        return await visitor.OpenAsync("/login/start?returnUrl=/");
    }

    public ValueTask DisposeAsync()
    {
        Administrator.Dispose();
        return Sample.DisposeAsync();
    }
}

using System.Diagnostics;
using System.Net.Http.Headers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.EntityFrameworkCore.Tests.Databases;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Revisions;

/// <summary>Ten thousand tenants in one process.</summary>
[TestFixture]
internal sealed class ScaleTests : DatabaseTests
{
    private const int Tenants = 10_000;
    private const int SignIns = 1_000;
    private const int Changes = 100;
    private readonly SqliteFile _file = new();

    [OneTimeTearDown]
    public void DeleteFile() => _file.Dispose();

    protected override Task<Action<DbContextOptionsBuilder>> OpenAsync() => Task.FromResult<Action<DbContextOptionsBuilder>>(_file.Use);

    [Test]
    public async Task I1_Of_ten_thousand_tenants_those_who_sign_in_take_up_memory()
    {
        await FillAsync(StartNode());
        var node = StartNode(options: new NodeOptions { Services = services => services.AddHttpClient(Wire.ProviderClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(() => new Providers()) });
        await BeginAsync(node, 0);
        var (memory, time) = (GC.GetTotalMemory(forceFullCollection: true), Stopwatch.StartNew());

        for (var number = 1; number <= SignIns; number++)
        {
            await BeginAsync(node, number * (Tenants / SignIns) - 1);
        }

        var (signInTime, signInMemory) = (time.Elapsed, GC.GetTotalMemory(forceFullCollection: true) - memory);
        time.Restart();
        for (var number = 1; number <= Changes; number++)
        {
            var key = KeyOf(number * (Tenants / Changes) - 1);
            var view = await node.Administration.GetAsync(key);
            await node.Administration.SaveAsync(new SettingsUpdate { Settings = view.Settings with { ClientId = "changed" }, ExpectedStamp = view.Stamp, By = "ada" });
            Assert.That((await BeginAsync(node, number * (Tenants / Changes) - 1)).Url.Query, Does.Contain("client_id=changed"));
        }

        var found = await node.Settings.FindByIssuerAsync(IssuerOf(7), CancellationToken.None);
        TestContext.Out.WriteLine($"{SignIns} sign-ins begun in {signInTime.TotalMilliseconds:N0} ms, {signInMemory / SignIns / 1024.0:N1} KB each; {Changes} changes in {time.ElapsedMilliseconds:N0} ms");
        Assert.That(found.Select(settings => settings.Key), Is.EqualTo(new[] { KeyOf(7) }));
        Assert.That(signInMemory, Is.LessThan(SignIns * 64 * 1024L), "a tenant's settings and its provider's metadata; those who do not sign in cost nothing");
    }

    [Test]
    public async Task I1_A_thousand_of_ten_thousand_tenants_sign_in()
    {
        var provider = new TestProvider(new TestProviderOptions { AutoSignIn = "alice", RecordRequests = false, TimeProvider = Clock });
        await using var _ = provider;
        var client = provider.Clients[0];
        client.RedirectUris.Add("https://rp.example/cb");
        client.IdTokenSigningAlgorithm = "ES256";
        const string Prefix = "shared-";
        await FillAsync(StartNode(), number => new OidcSettings
        {
            Key = new OidcSettingsKey(Prefix + number),
            Version = "v-1",
            ClientId = client.ClientId,
            ClientSecret = new Secret(client.ClientSecret!),
            Issuer = IssuerUrl.Parse(provider.Issuer), // the client has one
            Provisioning = new ProvisioningPolicy { CreateAccounts = true },
        });
        var node = StartNode(options: new NodeOptions { Services = services => services.AddHttpClient(Wire.ProviderClient.HttpClientName).ConfigurePrimaryHttpMessageHandler(provider.CreateHandler) });
        var relyingParty = node.Get<RelyingParty>();
        var (memory, time) = (GC.GetTotalMemory(forceFullCollection: true), Stopwatch.StartNew());

        for (var number = 0; number < SignIns; number++)
        {
            var key = new OidcSettingsKey(Prefix + (number * (Tenants / SignIns)));
            var begun = await relyingParty.BeginSignInAsync(key, new SignInRequest { RedirectUri = new Uri("https://rp.example/cb") });
            using var browser = new TestBrowser(provider.CreateHandler());
            var answer = await browser.SignInAsync(begun.Url.OriginalString);
            var result = await relyingParty.CompleteSignInAsync(AuthorizationResponse.ParseQuery(answer.Query), begun.Pending);
            Assert.That((result.Identity.SettingsKey, result.Identity.Subject), Is.EqualTo((key, "user-alice")));
        }

        TestContext.Out.WriteLine($"{SignIns} sign-ins finished in {time.ElapsedMilliseconds:N0} ms, the provider's work included; {(GC.GetTotalMemory(forceFullCollection: true) - memory) / SignIns / 1024.0:N1} KB each");
    }

    private static Task FillAsync(Node node) => FillAsync(node, number => new OidcSettings
    {
        Key = KeyOf(number),
        Version = "v-1",
        ClientId = $"client-{number}",
        ClientSecret = new Secret($"secret-{number}"),
        Issuer = IssuerUrl.Parse(IssuerOf(number)),
    });

    // As one program after the other would have saved them, only faster.
    private static async Task FillAsync(Node node, Func<int, OidcSettings> create)
    {
        var serializer = node.Get<RevisionSerializer>();
        await node.AskAsync(async context =>
        {
            context.ChangeTracker.AutoDetectChangesEnabled = false;
            for (var number = 0; number < Tenants; number++)
            {
                var settings = create(number);
                context.Add(RevisionEntity.Of(new SettingsRevision { Settings = settings, SavedAt = DateTimeOffset.UnixEpoch, SavedBy = "ada" }, serializer));
                context.Add(HeadEntity.Of(new SettingsHead { Key = settings.Key, Stamp = "s-1", LatestVersion = "v-1", ActiveVersion = "v-1" }));
            }

            return await context.SaveChangesAsync();
        });
    }

    private static OidcSettingsKey KeyOf(int number) => new($"tenant-{number}");

    private static string IssuerOf(int number) => $"https://op.example/realms/{number}";

    private static Task<AuthorizationRequest> BeginAsync(Node node, int number) =>
        node.Get<RelyingParty>().BeginSignInAsync(KeyOf(number), new SignInRequest { RedirectUri = new Uri("https://rp.example/cb") });

    /// <summary>A provider for each tenant: metadata, and an empty key set.</summary>
    private sealed class Providers : HttpMessageHandler
    {
        private const string WellKnown = "/.well-known/openid-configuration";

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var url = request.RequestUri!.AbsoluteUri; // a client's request has one
            var body = !url.EndsWith(WellKnown, StringComparison.Ordinal) ? """{"keys":[]}""" : url[..^WellKnown.Length] is var issuer ?
                $$"""
                {"issuer":"{{issuer}}","authorization_endpoint":"{{issuer}}/auth","token_endpoint":"{{issuer}}/token","jwks_uri":"{{issuer}}/keys",
                 "response_types_supported":["code"],"subject_types_supported":["public"],"id_token_signing_alg_values_supported":["ES256"]}
                """ : "";
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent(body, new MediaTypeHeaderValue("application/json")) });
        }
    }
}

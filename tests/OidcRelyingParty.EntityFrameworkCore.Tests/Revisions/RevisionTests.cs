using OidcRelyingParty.EntityFrameworkCore.Tests.Databases;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Revisions;

/// <summary>Settings that an administrator changes, in a database that several nodes share; on any database.</summary>
internal abstract partial class RevisionTests : DatabaseTests
{
    private const string Canary = "canary-5f0c2b8e-secret";

    private static OidcSettingsKey NewKey() => new(Guid.NewGuid().ToString("N"));

    private static SettingsUpdate Update(OidcSettingsKey key, string? stamp, string? secret = Canary, bool enabled = true, string clientId = "app") => new()
    {
        Settings = new OidcSettings { Key = key, Enabled = enabled, ClientId = clientId, Issuer = IssuerUrl.Parse($"https://{key.Tenant}.example") },
        ClientSecret = secret is null ? SecretChange.Keep : SecretChange.Set(new Secret(secret)),
        ExpectedStamp = stamp,
        By = "ada",
    };

    private static async Task<SettingsView> SaveAsync(Node node, SettingsUpdate update)
    {
        var result = await node.Administration.SaveAsync(update);
        Assert.That(result.Findings, Is.Empty);
        return result.View!; // there are no findings
    }

    private static async Task<OidcSettings?> InForceAsync(Node node, OidcSettingsKey key) => await node.Settings.FindAsync(key, CancellationToken.None);

    private static async Task<string?> CodeOfAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (OidcException e)
        {
            Assert.That(e.ToString(), Does.Not.Contain(Canary));
            return e.Error.Code;
        }
    }

    private static Task<int> SpoilAsync(Node node, OidcSettingsKey key, Func<IQueryable<RevisionEntity>, Task<int>> how) =>
        node.AskAsync(context => how(context.Set<RevisionEntity>().Where(revision => revision.Tenant == key.Tenant)));
}

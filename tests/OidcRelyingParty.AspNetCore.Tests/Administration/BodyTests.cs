using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

/// <summary>Bodies that are wrong, and a store that is.</summary>
public sealed class BodyTests
{
    [Test]
    public async Task A_string_of_64_KB_is_answered_like_any_other_wrong_value()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var document = api.Document();
        document["issuer"] = "https://" + new string('x', 64 * 1024);

        using var response = await api.SaveAsync(document);

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.FindingsAsync(), Is.EqualTo(new[] { $"issuer {OidcErrorCodes.SettingsInvalid}" }));
    }

    [Test]
    public async Task I3_What_is_required_and_missing_is_named_at_once()
    {
        await using var api = await SettingsApiHost.StartAsync(options => options.Format = Formats.SettingsFormat.SnakeCase);

        using var response = await api.SaveAsync(new JsonObject { ["oidc_issuer"] = api.Host.Provider.Issuer });

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.FindingsAsync(), Is.SupersetOf(new[]
        {
            $"oidc_client_id {OidcErrorCodes.SettingsRequired}", $"oidc_client_secret {OidcErrorCodes.SettingsRequired}", $"oidc_redirect_url {OidcErrorCodes.SettingsRequired}",
        }));
    }

    [Test]
    public async Task A313_A_store_that_cannot_write_is_503_and_nothing_has_changed()
    {
        await using var api = await SettingsApiHost.StartAsync(services: services => services.Replace(ServiceDescriptor.Singleton<ISettingsRevisionStore>(new FullDisk())));

        using var response = await api.SaveAsync(api.Document());

        await api.AssertRefusedAsync(response, 503, OidcErrorCodes.SettingsStoreFailed);
    }

    private sealed class FullDisk : ISettingsRevisionStore
    {
        private readonly InMemoryRevisionStore _inner = new();

        public ValueTask<SettingsHead?> FindHeadAsync(OidcSettingsKey key, CancellationToken cancellationToken) => _inner.FindHeadAsync(key, cancellationToken);

        public ValueTask<SettingsRevision?> FindRevisionAsync(OidcSettingsKey key, string version, CancellationToken cancellationToken) => _inner.FindRevisionAsync(key, version, cancellationToken);

        public ValueTask<bool> TryApplyAsync(SettingsChange change, CancellationToken cancellationToken) =>
            throw new IOException($"The disk is full. Tried: {Encoding.UTF8.GetByteCount(change.Head.Stamp)} bytes.");

        public ValueTask<IReadOnlyList<SettingsHistoryEntry>> ListHistoryAsync(OidcSettingsKey key, int max, CancellationToken cancellationToken) => _inner.ListHistoryAsync(key, max, cancellationToken);

        public ValueTask<IReadOnlyList<SettingsHead>> ListProvidersAsync(string tenant, CancellationToken cancellationToken) => _inner.ListProvidersAsync(tenant, cancellationToken);

        public ValueTask<IReadOnlyList<OidcSettingsKey>> FindKeysByIssuerAsync(string issuer, CancellationToken cancellationToken) => _inner.FindKeysByIssuerAsync(issuer, cancellationToken);
    }
}

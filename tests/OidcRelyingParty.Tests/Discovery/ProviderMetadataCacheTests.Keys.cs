using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;
using OidcRelyingParty.Tests.IdTokens;

namespace OidcRelyingParty.Tests.Discovery;

internal sealed partial class ProviderMetadataCacheTests
{
    [Test]
    public async Task A089_A_new_key_works_at_once_and_a_removed_one_no_longer()
    {
        await _host.SignInAsync();
        var removed = _host.Provider.Keys["ES256"];
        _host.Provider.Keys.Rotate();
        _host.Provider.ClearRequests();

        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.KeySet), Is.EqualTo(1));

        var scene = new IdTokenScene(_host);
        Assert.That(await scene.CodeOfAsync(scene.Perfect().SignedWith(removed)), Is.EqualTo(OidcErrorCodes.IdTokenKey));
    }

    [Test]
    public async Task A089_A_key_the_provider_no_longer_publishes_is_forgotten_with_the_next_snapshot()
    {
        var scene = new IdTokenScene(_host);
        var removed = _host.Provider.Keys["ES256"];
        var before = await GetAsync();
        _host.Provider.Keys.Rotate();
        _host.Clock.Advance(TimeSpan.FromHours(1));
        await Until.TrueAsync(async () => !ReferenceEquals(await GetAsync(), before));
        scene.Started = _host.Clock.UtcNow;

        Assert.That(await scene.CodeOfAsync(scene.Perfect().SignedWith(removed)), Is.EqualTo(OidcErrorCodes.IdTokenKey));
    }

    [Test]
    public async Task A310_New_keys_under_the_old_names_are_found_by_their_signatures()
    {
        var scene = new IdTokenScene(_host);
        Assert.That(await scene.CodeOfAsync(scene.Perfect()), Is.Null);
        var renewed = TestSigningKey.Create("ES256", _host.Provider.Keys["ES256"].KeyId);
        _host.Provider.Behaviour.KeySet = keySet => keySet["keys"] = new JsonArray(renewed.ToPublicJwk());

        Assert.That(await scene.CodeOfAsync(scene.Perfect().SignedWith(renewed)), Is.Null);
    }

    [Test]
    public async Task A071_A_thousand_unknown_keys_are_one_request_in_30_seconds()
    {
        var seen = await GetAsync();
        _host.Provider.ClearRequests();

        for (var token = 0; token < 1_000; token++)
        {
            seen = await Cache.GetWithNewKeysAsync(seen, CancellationToken.None);
            _host.Clock.Advance(TimeSpan.FromMilliseconds(10));
        }

        Assert.That(_host.Provider.Requests.Select(request => request.Endpoint), Is.EqualTo(new[] { ProviderEndpoint.KeySet }));

        _host.Clock.Advance(TimeSpan.FromSeconds(20));
        await Cache.GetWithNewKeysAsync(seen, CancellationToken.None);
        Assert.That(_host.Provider.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A071_Many_at_once_share_the_look_for_new_keys()
    {
        var seen = await GetAsync();
        _host.Provider.ClearRequests();
        var gate = HoldAnswers();

        var waiting = Enumerable.Range(0, 100).Select(_ => Cache.GetWithNewKeysAsync(seen, CancellationToken.None).AsTask()).ToArray();
        gate.SetResult();
        var renewed = await Task.WhenAll(waiting);

        Assert.That(renewed.Distinct().Single(), Is.Not.SameAs(seen));
        Assert.That(_host.Provider.Requests, Has.Count.EqualTo(1));
        Assert.That((await Cache.GetWithNewKeysAsync(seen, CancellationToken.None)), Is.SameAs(renewed[0]), "One who comes late gets what came since.");
    }

    [Test]
    public async Task A184_An_unknown_key_at_a_provider_that_is_down_is_the_providers_fault_and_a_bad_signature_is_not()
    {
        var scene = new IdTokenScene(_host);
        Assert.That(await scene.CodeOfAsync(scene.Perfect()), Is.Null);
        _host.Answer(ProviderEndpoint.KeySet, () => throw new HttpRequestException());

        Assert.That(await scene.CodeOfAsync(scene.Perfect().SignedWith(TestSigningKey.Create("ES256"))), Is.EqualTo(OidcErrorCodes.ProviderUnreachable));
        _host.Clock.Advance(TimeSpan.FromSeconds(30));
        Assert.That(await scene.CodeOfAsync(scene.Perfect().WithCorruptSignature()), Is.EqualTo(OidcErrorCodes.IdTokenSignature));
        Assert.That(await scene.CodeOfAsync(scene.Perfect()), Is.Null, "Known keys go on working.");
    }
}

using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Discovery;

[TestFixture]
internal sealed partial class ProviderMetadataCacheTests
{
    private CoreHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new CoreHost(provider: options => options.Keys = new TestSigningKeys());

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task Nothing_is_read_before_the_first_sign_in_and_then_once()
    {
        Assert.That(_host.Provider.Requests, Is.Empty);

        await GetAsync();
        await GetAsync();

        Assert.That(_host.Provider.Requests.Select(request => request.Endpoint), Is.EqualTo(new[] { ProviderEndpoint.Discovery, ProviderEndpoint.KeySet }));
    }

    [Test]
    public async Task A145_Five_hundred_at_once_share_one_request()
    {
        var gate = HoldAnswers();
        var waiting = Enumerable.Range(0, 500).Select(_ => GetAsync().AsTask()).ToArray();

        gate.SetResult();
        var snapshots = await Task.WhenAll(waiting);

        Assert.That(snapshots.Distinct(), Has.Exactly(1).Items);
        Assert.That(_host.Provider.Requests, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A297_One_who_goes_away_takes_nobody_along()
    {
        var gate = HoldAnswers();
        using var impatient = new CancellationTokenSource();
        var first = Cache.GetAsync(Address, impatient.Token).AsTask();
        var second = GetAsync().AsTask();

        await impatient.CancelAsync();
        Assert.That(async () => await first, Throws.InstanceOf<OperationCanceledException>());

        gate.SetResult();
        Assert.That((await second).Metadata.Issuer, Is.EqualTo(_host.Provider.Issuer));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Discovery), Is.EqualTo(1));
    }

    [TestCase(null, null, 60)]
    [TestCase("max-age=0", null, 5)]
    [TestCase("max-age=299", null, 5)]
    [TestCase("max-age=301", null, 5.0166666666666666)]
    [TestCase("max-age=315360000", null, 24 * 60)]
    [TestCase("public, max-age=7200", null, 120)]
    [TestCase("max-age=7200", "max-age=3600", 60)]
    [TestCase("max-age=3600", "max-age=7200", 60)]
    [TestCase(null, "max-age=7200", 120)]
    [TestCase("no-store", null, 60)]
    [TestCase("max-age=-1", null, 60)]
    [TestCase("max-age=99999999999999999999", null, 60)]
    [TestCase("nonsense,,=", null, 60)]
    public async Task A144_What_the_provider_says_about_caching_is_kept_between_5_minutes_and_24_hours(string? metadata, string? keys, double minutes)
    {
        await using var host = new CoreHost(network: provider => new CacheControlHandler(provider.CreateHandler(), metadata, keys));

        var snapshot = await host.Get<ProviderMetadataCache>().GetAsync(ProviderAddress.Of(host.Settings), CancellationToken.None);

        Assert.That((snapshot.RefreshAt - host.Clock.UtcNow).TotalMinutes, Is.EqualTo(minutes).Within(0.001));
    }

    [Test]
    public async Task A_newer_snapshot_is_looked_for_in_the_background()
    {
        var before = await GetAsync();
        _host.Clock.Advance(TimeSpan.FromMinutes(59));
        Assert.That(await GetAsync(), Is.SameAs(before));
        Assert.That(_host.Provider.Requests, Has.Count.EqualTo(2));

        var gate = HoldAnswers();
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(await GetAsync(), Is.SameAs(before), "Nobody waits.");
        Assert.That(await GetAsync(), Is.SameAs(before));
        gate.SetResult();
        await Until.TrueAsync(async () => !ReferenceEquals(await GetAsync(), before));

        Assert.That(_host.Provider.Requests, Has.Count.EqualTo(4));
    }

    private ProviderMetadataCache Cache => _host.Get<ProviderMetadataCache>();

    private ProviderAddress Address => ProviderAddress.Of(_host.Settings);

    private ValueTask<ProviderSnapshot> GetAsync() => Cache.GetAsync(Address, CancellationToken.None);

    private TaskCompletionSource HoldAnswers()
    {
        var gate = new TaskCompletionSource();
        _host.Provider.Behaviour.Respond = async _ =>
        {
            await gate.Task;
            return null;
        };
        return gate;
    }
}

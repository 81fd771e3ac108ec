using System.Diagnostics;
using System.Diagnostics.Metrics;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Diagnostics;

[TestFixture]
[NonParallelizable]
internal sealed class TelemetryTests
{
    private readonly List<(string Name, double Value, KeyValuePair<string, object?>[] Tags)> _measured = [];
    private readonly List<Activity> _activities = [];
    private MeterListener _meters = null!;
    private ActivityListener _listener = null!;
    private CoreHost _host = null!;

    [SetUp]
    public void SetUp()
    {
        _measured.Clear();
        _activities.Clear();
        _meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "OidcRelyingParty")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument.Name, value, tags));
        _meters.Start();
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "OidcRelyingParty",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                lock (_activities)
                {
                    _activities.Add(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _host = new CoreHost();
    }

    [TearDown]
    public async Task TearDown()
    {
        await _host.DisposeAsync();
        _listener.Dispose();
        _meters.Dispose();
    }

    [Test]
    public async Task A_sign_in_is_counted_timed_and_traced()
    {
        await _host.SignInAsync();

        Assert.That(Names("oidc.sign_in.begun", "oidc.sign_in.ended", "oidc.callback.duration"), Is.EqualTo(new[] { 1, 1, 1 }));
        Assert.That(Of("oidc.provider.requests").Select(tags => tags.Single().Value), Is.EqualTo(new[] { "metadata", "key_set", "token", "userinfo" }));
        Assert.That(Of("oidc.sign_in.ended").Single(), Is.Empty);
        Assert.That(_activities.Select(activity => activity.OperationName), Is.EqualTo(
            new[] { "oidc metadata", "oidc key_set", "oidc token", "oidc userinfo", "oidc sign_in" }));
        Assert.That(_activities.Select(activity => activity.Status), Is.All.EqualTo(ActivityStatusCode.Unset));
    }

    [Test]
    public async Task A_refused_sign_in_carries_its_code()
    {
        _host.Provider.Behaviour.IdTokenClaims = claims => claims["nonce"] = "wrong";

        await _host.CodeOfSignInAsync();

        var tag = KeyValuePair.Create<string, object?>("error.type", OidcErrorCodes.IdTokenNonce);
        Assert.That(Of("oidc.sign_in.ended").Single(), Is.EqualTo(new[] { tag }));
        Assert.That(Of("oidc.callback.duration").Single(), Is.EqualTo(new[] { tag }));
        var activity = _activities.Single(activity => activity.OperationName == "oidc sign_in");
        Assert.That((activity.Status, activity.StatusDescription), Is.EqualTo((ActivityStatusCode.Error, OidcErrorCodes.IdTokenNonce)));
    }

    [Test]
    public async Task A281_Nothing_measured_or_traced_holds_a_secret_or_a_user()
    {
        var result = await _host.SignInAsync();
        _host.Answer(ProviderEndpoint.Token, () => ProviderResponse.Error("invalid_client", "bad secret", 401));
        await _host.CodeOfSignInAsync();

        var text = string.Join('\n', _measured.SelectMany(measured => measured.Tags)) + string.Join('\n', _activities.SelectMany(activity =>
            activity.TagObjects.Select(tag => $"{tag}").Append(activity.StatusDescription).Append(activity.DisplayName)));
        foreach (var secret in new[] { _host.Client.ClientSecret!, result.Tokens.AccessToken.Reveal(), result.Tokens.IdToken!.Reveal(), "user-alice", "alice@" })
        {
            Assert.That(text, Does.Not.Contain(secret));
        }
    }

    private IEnumerable<int> Names(params string[] names) => names.Select(name => Of(name).Count());

    private IEnumerable<KeyValuePair<string, object?>[]> Of(string name) => _measured.Where(measured => measured.Name == name).Select(measured => measured.Tags);

    private void Add(string name, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var copy = tags.ToArray();
        lock (_measured)
        {
            _measured.Add((name, value, copy));
        }
    }
}

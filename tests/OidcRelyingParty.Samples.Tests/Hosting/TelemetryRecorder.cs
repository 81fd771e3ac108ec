using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>Keeps what the library measures and traces, with every tag.</summary>
internal sealed class TelemetryRecorder : IDisposable
{
    private const string Source = "OidcRelyingParty";

    private readonly ConcurrentQueue<string> _lines = [];
    private readonly ActivityListener _activities;
    private readonly MeterListener _metrics = new();

    public TelemetryRecorder()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _lines.Enqueue($"{activity.DisplayName} {activity.StatusDescription} {Text(activity.TagObjects)} {string.Concat(activity.Events.Select(one => one.Name + Text(one.Tags)))}"),
        };
        ActivitySource.AddActivityListener(_activities);
        _metrics.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == Source)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => _lines.Enqueue(instrument.Name + Text(tags.ToArray())));
        _metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => _lines.Enqueue(instrument.Name + Text(tags.ToArray())));
        _metrics.Start();
    }

    public IReadOnlyList<string> Lines => [.. _lines];

    public void Dispose()
    {
        _activities.Dispose();
        _metrics.Dispose();
    }

    private static string Text(IEnumerable<KeyValuePair<string, object?>> tags) => string.Concat(tags.Select(tag => $" {tag.Key}={tag.Value}"));
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>Hears everything the library says: responses, traces, metrics; and knows what it must not say.</summary>
internal sealed class Sinks : IDisposable
{
    private const string Source = "OidcRelyingParty";

    private readonly ConcurrentQueue<string> _heard = [];
    private readonly ConcurrentQueue<(string Name, string Value)> _tokens = [];
    private readonly ConcurrentQueue<string> _locations = [];
    private readonly ActivityListener _activities;
    private readonly MeterListener _metrics;

    public Sinks()
    {
        _activities = new ActivityListener
        {
            ShouldListenTo = source => source.Name == Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => _heard.Enqueue(
                $"{activity.DisplayName} {activity.StatusDescription} {Text(activity.TagObjects)} {Text(activity.Baggage)} {string.Join(' ', activity.Events.Select(e => e.Name + Text(e.Tags)))}"),
        };
        ActivitySource.AddActivityListener(_activities);

        _metrics = new MeterListener { InstrumentPublished = (instrument, listener) => Enable(instrument, listener) };
        _metrics.SetMeasurementEventCallback<long>((instrument, _, tags, _) => _heard.Enqueue(instrument.Name + Text(tags.ToArray())));
        _metrics.SetMeasurementEventCallback<double>((instrument, _, tags, _) => _heard.Enqueue(instrument.Name + Text(tags.ToArray())));
        _metrics.Start();
    }

    /// <summary>Where the application sent the browser.</summary>
    public IEnumerable<string> Locations => _locations;

    /// <summary>Keeps bodies and headers of all the application's answers; cookies and redirects, which must hold some of it, apart.</summary>
    public void WatchResponses(IServiceCollection services) => services.AddSingleton<IStartupFilter>(new FirstMiddleware(WatchAsync));

    /// <summary>Keeps the tokens the provider gives, as they are before anything is broken in them.</summary>
    public void WatchTokens(TestProvider provider)
    {
        var change = provider.Behaviour.TokenResponse;
        provider.Behaviour.TokenResponse = response =>
        {
            foreach (var name in new[] { "access_token", "id_token", "refresh_token" })
            {
                Keep(name, response[name] is { } token ? [token.GetValue<string>()] : []);
            }

            change?.Invoke(response);
        };
    }

    /// <summary>What must stand nowhere.</summary>
    public IEnumerable<(string Name, string Value)> Canaries(TestHost host)
    {
        var sent = host.Provider.Requests.SelectMany(request => new (string Name, string? Value)[]
        {
            ("code", request.Form["code"]),
            ("code verifier", request.Form["code_verifier"]),
            ("credentials", request.Headers["Authorization"]?.Split(' ')[^1]),
            ("state", request.Query["state"]),
            ("nonce", request.Query["nonce"]),
            ("code challenge", request.Query["code_challenge"]),
        });
        return sent.Append((Name: "client secret", Value: host.Client.ClientSecret))
            .Where(canary => canary.Value is not null)
            .Select(canary => (canary.Name, Value: canary.Value!)) // not null: filtered above
            .Concat(_tokens)
            .Distinct();
    }

    /// <summary>All that was said: log lines with their exceptions, answers, traces, metrics.</summary>
    public string Kept(TestHost host) => string.Join('\n', host.Logs.Ours.Select(line => line.ToString()).Concat(_heard));

    public void Dispose()
    {
        _activities.Dispose();
        _metrics.Dispose();
    }

    private async Task WatchAsync(HttpContext context, RequestDelegate next)
    {
        var body = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;
        await next(context);
        context.Response.Body = body;
        await body.WriteAsync(buffer.ToArray());

        _heard.Enqueue(Encoding.UTF8.GetString(buffer.ToArray()));
        foreach (var (name, values) in context.Response.Headers)
        {
            switch (name)
            {
                case "Location":
                    _locations.Enqueue(values.ToString());
                    break;
                case "Set-Cookie":
                    Keep("cookie", values.Select(cookie => cookie!.Split(';')[0].Split('=', 2)[1])); // a header has no null values
                    break;
                default:
                    _heard.Enqueue($"{name}: {values}");
                    break;
            }
        }
    }

    private void Keep(string name, IEnumerable<string> values)
    {
        foreach (var value in values.Where(value => value.Length > 0))
        {
            _tokens.Enqueue((name, value));
        }
    }

    private static void Enable(Instrument instrument, MeterListener listener)
    {
        if (instrument.Meter.Name == Source)
        {
            listener.EnableMeasurementEvents(instrument);
        }
    }

    private static string Text<T>(IEnumerable<KeyValuePair<string, T>> tags) => string.Concat(tags.Select(tag => $" {tag.Key}={tag.Value}"));

    private sealed class FirstMiddleware(Func<HttpContext, RequestDelegate, Task> middleware) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(middleware);
            next(app);
        };
    }
}

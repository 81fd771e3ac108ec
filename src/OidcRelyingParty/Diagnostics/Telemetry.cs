using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace OidcRelyingParty.Diagnostics;

/// <summary>Traces and metrics under the one name <c>OidcRelyingParty</c>.</summary>
internal static class Telemetry
{
    public const string Name = "OidcRelyingParty";

    /// <summary>The tag that carries an <see cref="OidcError.Code"/>; its values are the rows of <c>docs/errors.md</c>, so they are few.</summary>
    public const string ErrorTag = "error.type";

    public static readonly ActivitySource Activities = new(Name);

    private static readonly Meter Meter = new(Name);

    private static readonly Counter<long> Begun = Meter.CreateCounter<long>(
        "oidc.sign_in.begun", "{sign_in}", "Sign-ins sent to a provider.");

    private static readonly Counter<long> Ended = Meter.CreateCounter<long>(
        "oidc.sign_in.ended", "{sign_in}", "Sign-ins that came back; error.type is set on those that failed.");

    private static readonly Histogram<double> CallbackDuration = Meter.CreateHistogram<double>(
        "oidc.callback.duration", "s", "From the authorization response to the signed-in user.");

    private static readonly Counter<long> Fetches = Meter.CreateCounter<long>(
        "oidc.provider.requests", "{request}", "Requests to providers, by kind of endpoint.");

    public static void SignInBegun() => Begun.Add(1);

    public static void SignInEnded(TimeSpan duration, string? errorCode)
    {
        var tag = new KeyValuePair<string, object?>(ErrorTag, errorCode);
        if (errorCode is null)
        {
            Ended.Add(1);
            CallbackDuration.Record(duration.TotalSeconds);
        }
        else
        {
            Ended.Add(1, tag);
            CallbackDuration.Record(duration.TotalSeconds, tag);
        }
    }

    public static void ProviderAsked(string endpoint) => Fetches.Add(1, new KeyValuePair<string, object?>("oidc.endpoint", endpoint));
}

using System.Diagnostics;

namespace OidcRelyingParty.Tests.Jose;

/// <summary>Measures how long something takes.</summary>
internal static class Stopped
{
    /// <summary>The best of several runs: on a machine with other work to do, a single one says nothing.</summary>
    public static TimeSpan BestOf(int runs, Action action) => Enumerable.Range(0, runs).Min(_ =>
    {
        var start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start);
    });
}

using OidcRelyingParty.Revisions;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.Testing.Stores;

/// <summary>The few assertions the contracts need, free of any test framework.</summary>
internal static class Expect
{
    public static void That(bool holds, string expectation)
    {
        if (!holds)
        {
            throw new StoreContractException($"Expected {expectation}.");
        }
    }

    public static void Same(SessionRecord expected, SessionRecord? found)
    {
        if (found is null)
        {
            throw new StoreContractException("Expected the session to be found.");
        }

        // A record compares its payload by reference.
        That(found with { Payload = expected.Payload } == expected, $"every member of the session to come back as it was: {Describe(expected)}; found {Describe(found)}");
        That(found.Payload.AsSpan().SequenceEqual(expected.Payload), "the payload to come back byte by byte");
    }

    public static void Same(SettingsHead expected, SettingsHead? found) => That(found == expected, $"the head {expected}; found {found?.ToString() ?? "none"}");

    public static async Task CanceledOrDoneAsync(Func<CancellationToken, ValueTask> call, string name)
    {
        try
        {
            await call(new CancellationToken(canceled: true)).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception e)
        {
            throw new StoreContractException($"{name} threw {e.GetType().Name} for a canceled token; expected OperationCanceledException or its usual end.");
        }
    }

    /// <summary>Calls at the same moment, each on a thread of its own as far as the machine has them.</summary>
    public static async Task<IReadOnlyList<T>> AtOnceAsync<T>(int count, Func<int, Task<T>> call)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var calls = Enumerable.Range(0, count).Select(number => Task.Run(async () =>
        {
            await start.Task.ConfigureAwait(false);
            return await call(number).ConfigureAwait(false);
        })).ToArray();
        start.SetResult();
        return await Task.WhenAll(calls).ConfigureAwait(false);
    }

    private static string Describe(SessionRecord session) => string.Join(", ",
        session.Id, session.SettingsKey, session.Issuer, session.Subject, session.ProviderSessionId, session.StartedAt.UtcTicks,
        session.ExpiresAt.UtcTicks, session.Device, session.RenewingUntil?.UtcTicks, session.Revision);
}

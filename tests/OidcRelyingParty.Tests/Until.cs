namespace OidcRelyingParty.Tests;

/// <summary>Waits for work that belongs to no caller, such as a refresh in the background.</summary>
internal static class Until
{
    /// <summary>Gives way to other work until the condition holds.</summary>
    public static Task TrueAsync(Func<bool> condition) => TrueAsync(() => ValueTask.FromResult(condition()));

    /// <inheritdoc cref="TrueAsync(Func{bool})"/>
    public static async Task TrueAsync(Func<ValueTask<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            Assert.That(limit.IsCancellationRequested, Is.False, "It did not happen.");
            await Task.Yield();
        }
    }
}

using OidcRelyingParty.Authorization;

namespace OidcRelyingParty.Testing.Stores;

/// <summary>What an <see cref="IReplayStore"/> must do. A store of a host's own is right when all <see cref="Checks"/> pass.</summary>
/// <param name="create">Makes a store that goes by the given clock. It may hold keys already; the checks use keys of their own.</param>
public sealed class ReplayStoreContract(Func<TimeProvider, IReplayStore> create)
{
    private const int Parallel = 50;
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    /// <summary>One check for each sentence of the contract.</summary>
    public IReadOnlyList<StoreCheck> Checks =>
    [
        new(A_key_is_new_once_and_then_used),
        new(Of_parallel_callers_exactly_one_is_first),
        new(An_expired_key_can_be_used_again_by_exactly_one),
        new(A_used_key_is_known_until_it_expires),
        new(Keys_are_compared_character_by_character),
        new(A_canceled_call_ends_or_is_canceled),
    ];

    private async Task A_key_is_new_once_and_then_used()
    {
        var (clock, store) = New();
        var key = NewKey();

        Expect.That(await AddAsync(clock, store, key).ConfigureAwait(false), "true for a new key");
        Expect.That(!await AddAsync(clock, store, key).ConfigureAwait(false), "false for a key that was used");
        clock.Advance(Lifetime - TimeSpan.FromSeconds(1));
        Expect.That(!await AddAsync(clock, store, key).ConfigureAwait(false), "false for a used key until it expires");
    }

    private async Task Of_parallel_callers_exactly_one_is_first()
    {
        var (clock, store) = New();
        var key = NewKey();

        var answers = await Expect.AtOnceAsync(Parallel, _ => AddAsync(clock, store, key)).ConfigureAwait(false);

        Expect.That(answers.Count(first => first) == 1, $"one of {Parallel} callers to be first, not {answers.Count(first => first)}");
    }

    private async Task An_expired_key_can_be_used_again_by_exactly_one()
    {
        var (clock, store) = New();
        var key = NewKey();
        await AddAsync(clock, store, key).ConfigureAwait(false);
        clock.Advance(Lifetime + TimeSpan.FromMinutes(1)); // a store may forget a little late

        var answers = await Expect.AtOnceAsync(Parallel, _ => AddAsync(clock, store, key)).ConfigureAwait(false);

        Expect.That(answers.Count(first => first) == 1, $"one of {Parallel} callers to be first after the key expired, not {answers.Count(first => first)}");
    }

    private async Task A_used_key_is_known_until_it_expires()
    {
        var (clock, store) = New();
        var (key, other) = (NewKey(), NewKey());
        Task<bool> ContainsAsync(string wanted) => store.ContainsAsync(wanted, CancellationToken.None).AsTask();

        Expect.That(!await ContainsAsync(key).ConfigureAwait(false), "false for a key that was never used, and asking not to be a use");
        Expect.That(await AddAsync(clock, store, key).ConfigureAwait(false), "true for a key that was only asked for");
        Expect.That(await ContainsAsync(key).ConfigureAwait(false), "true for a used key");
        Expect.That(!await ContainsAsync(other).ConfigureAwait(false), "false for a key beside the used one");
        clock.Advance(Lifetime + TimeSpan.FromMinutes(1));
        Expect.That(!await ContainsAsync(key).ConfigureAwait(false), "false for an expired key");
    }

    private async Task Keys_are_compared_character_by_character()
    {
        var (clock, store) = New();
        var prefix = NewKey();

        foreach (var ending in OddTexts.All.Append(new string('x', 200 - prefix.Length)))
        {
            Expect.That(await AddAsync(clock, store, prefix + ending).ConfigureAwait(false), $"the key ending in \"{ending}\" to be another one");
            Expect.That(!await AddAsync(clock, store, prefix + ending).ConfigureAwait(false), $"the key ending in \"{ending}\" to be known");
        }
    }

    private async Task A_canceled_call_ends_or_is_canceled()
    {
        var (clock, store) = New();

        await Expect.CanceledOrDoneAsync(async token => await store.TryAddAsync(NewKey(), clock.UtcNow + Lifetime, token).ConfigureAwait(false), "TryAddAsync").ConfigureAwait(false);
        await Expect.CanceledOrDoneAsync(async token => await store.ContainsAsync(NewKey(), token).ConfigureAwait(false), "ContainsAsync").ConfigureAwait(false);
    }

    private (ManualTimeProvider Clock, IReplayStore Store) New()
    {
        var clock = new ManualTimeProvider();
        return (clock, create(clock));
    }

    private static Task<bool> AddAsync(ManualTimeProvider clock, IReplayStore store, string key) =>
        store.TryAddAsync(key, clock.UtcNow + Lifetime, CancellationToken.None).AsTask();

    private static string NewKey() => $"check:{Guid.NewGuid():N}:";
}

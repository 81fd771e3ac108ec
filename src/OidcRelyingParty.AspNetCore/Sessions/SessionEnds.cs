using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Distributed;

namespace OidcRelyingParty.Sessions;

/// <summary>
/// Remembers in a distributed cache which sessions were ended, because such a cache cannot enumerate them, nor keep a late write from bringing one
/// back. Each end leaves a new random mark under a key that all sessions it means have in common; a session is over when one of its keys has a mark
/// that was not there when it began. No clock is involved, so nodes may disagree about the time.
/// </summary>
internal sealed class SessionEnds(IDistributedCache cache)
{
    // Longer than the cache keeps a session that nobody writes to; one that was ended is written no more.
    private static readonly DistributedCacheEntryOptions Lifetime =
        new() { AbsoluteExpirationRelativeToNow = DistributedCacheSessionStore.MaxLifetime + TimeSpan.FromDays(1) };

    public Task MarkAsync(SessionSelector selector, CancellationToken cancellationToken) =>
        cache.SetStringAsync(KeyOf(selector), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(12)), Lifetime, cancellationToken);

    /// <summary>The marks on a session's keys; null where there is none.</summary>
    public Task<string?[]> ReadAsync(SessionRecord session, CancellationToken cancellationToken) =>
        Task.WhenAll(SelectorsOf(session).Select(selector => cache.GetStringAsync(KeyOf(selector), cancellationToken)));

    // A mark that is gone ends nothing: it has outlived every session that it ended. Other keys than ours now are another version's: start anew.
    public static bool IsOver(StoredSession stored, string?[] marks) => marks.Length != stored.EndsSeen.Length
        || marks.Zip(stored.EndsSeen).Any(mark => mark.First is not null && !string.Equals(mark.First, mark.Second, StringComparison.Ordinal));

    // Every selector that means the session, always in this order.
    private static IEnumerable<SessionSelector> SelectorsOf(SessionRecord session)
    {
        yield return SessionSelector.One(session.Id);
        yield return SessionSelector.All;
        yield return SessionSelector.OfTenant(session.SettingsKey.Tenant);
        yield return SessionSelector.OfUser(session.SettingsKey, session.Issuer, session.Subject);
        if (session.ProviderSessionId is { Length: > 0 } providerSessionId)
        {
            yield return SessionSelector.OfProviderSession(session.SettingsKey, session.Issuer, providerSessionId);
            yield return SessionSelector.OfProviderSession(session.SettingsKey, session.Issuer, providerSessionId, session.Subject);
        }
    }

    private static string KeyOf(SessionSelector selector) => "oidc:end:" + selector switch
    {
        { Id: { } id } => $"one:{id}",
        { ProviderSessionId: not null, Subject: not null } => $"{ProviderSessionHash(selector)}:{UserHash(selector)}",
        { ProviderSessionId: not null } => ProviderSessionHash(selector),
        { Subject: not null } => UserHash(selector),
        { Tenant: { } tenant } => $"tenant:{tenant}",
        _ => "all",
    };

    // A user, or a provider's session, is of one issuer of one provider; the selector sees to it.
    private static string UserHash(SessionSelector selector) =>
        SessionFingerprint.OfUser(selector.Tenant!, selector.Provider!, selector.Issuer!, selector.Subject!);

    private static string ProviderSessionHash(SessionSelector selector) =>
        SessionFingerprint.OfProviderSession(selector.Tenant!, selector.Provider!, selector.Issuer!, selector.ProviderSessionId!);
}

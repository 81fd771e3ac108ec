using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Revisions;

/// <content>How the store is asked, and a change written: whole, over what was read, or not at all.</content>
public sealed partial class SettingsAdministration
{
    private const int MaxAttempts = 100;

    // The head of a change without a stamp, or with an old one, is somebody else's.
    private static SettingsHead? Require(SettingsHead? head, string? expectedStamp, OidcSettingsKey key) => expectedStamp switch
    {
        SettingsUpdate.AnyStamp => head,
        _ when !string.Equals(head?.Stamp, expectedStamp, StringComparison.Ordinal) => throw Conflict(key),
        _ => head,
    };

    // Whoever changes whatever is stored does not mind that somebody else has done so in the meantime.
    private static async Task<T> RetryAsync<T>(Func<Task<T>> change, string? expectedStamp)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await change().ConfigureAwait(false);
            }
            catch (OidcException e) when (expectedStamp == SettingsUpdate.AnyStamp && e.Error.Code == OidcErrorCodes.SettingsConflict && attempt < MaxAttempts)
            {
            }
        }
    }

    private async Task ApplyAsync(SettingsChange change, CancellationToken cancellationToken)
    {
        if (!await AskAsync(() => _store.TryApplyAsync(change, cancellationToken), cancellationToken).ConfigureAwait(false))
        {
            throw Conflict(change.Head.Key);
        }

        _inForce.Forget(change.Head.Key);
        var entry = change.Entry;
        _logger.SettingsChanged(
            Printable.Of(entry.By), entry.Action.ToString(), entry.Version, change.Head.Key.ToString(), string.Join(' ', entry.ChangedFields), Printable.Of(entry.Override ?? "none"));
    }

    private static OidcException Conflict(OidcSettingsKey key) => new(OidcErrorCodes.SettingsConflict, $"The settings of {key} have changed since they were read.");

    private ValueTask<SettingsHead?> FindHeadAsync(OidcSettingsKey key, CancellationToken cancellationToken) =>
        AskAsync(() => _store.FindHeadAsync(key, cancellationToken), cancellationToken);

    // What is damaged can be replaced, so a damaged revision is none here.
    private async ValueTask<SettingsRevision?> FindRevisionOrNothingAsync(OidcSettingsKey key, string? version, CancellationToken cancellationToken)
    {
        try
        {
            return version is null ? null : await AskAsync(() => _store.FindRevisionAsync(key, version, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        catch (OidcException e) when (e.Error.Code == OidcErrorCodes.SettingsDamaged)
        {
            return null;
        }
    }

    private static async ValueTask<T> AskAsync<T>(Func<ValueTask<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask().ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OidcException && !(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw new OidcException(OidcErrorCodes.SettingsStoreFailed, "The settings cannot be read or written.", innerException: e);
        }
    }
}

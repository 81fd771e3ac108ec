using OidcRelyingParty.Probing;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <content>What puts a revision in force, and what takes it back.</content>
public sealed partial class SettingsAdministration
{
    /// <summary>Puts a stored revision in force: one that was tested, or was in force before.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="version">The revision.</param>
    /// <param name="expectedStamp">The stamp of the settings as they were last read, or <see cref="SettingsUpdate.AnyStamp"/>.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="overrideReason">Why it is done without the test or the probe that the host asks for; null to insist on them. Written into the history.</param>
    /// <param name="redirectUri">As in <see cref="SettingsUpdate.RedirectUri"/>; null when nobody knows it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The settings as they are now; or only findings, when the live provider disagrees and nothing has changed.</returns>
    /// <exception cref="OidcException">It was not tested, is not known, somebody else has changed the settings since, or the store fails.</exception>
    public async Task<SettingsSaveResult> ActivateAsync(
        OidcSettingsKey key, string version, string expectedStamp, string by, string? overrideReason = null, Uri? redirectUri = null, CancellationToken cancellationToken = default)
    {
        var (head, revision) = await FindForChangeAsync(key, version, expectedStamp, cancellationToken).ConfigureAwait(false);
        var reason = ReasonOf(overrideReason);
        if (_options.Activation == ActivationPolicy.AfterTest && revision is { TestedAt: null, ActivatedAt: null } && reason is null)
        {
            throw new OidcException(OidcErrorCodes.SettingsNotTested, $"Revision {version} of the settings of {key} was not tested.");
        }

        // Nobody could sign in with it, whatever the reason to have it.
        if (revision.Settings is { Enabled: true, SecretsUnreadable: true })
        {
            return new SettingsSaveResult(View: null, [new(nameof(OidcSettings.ClientSecret), OidcError.Create(
                OidcErrorCodes.SettingsSecretUnreadable, $"The stored secrets of revision {version} of {key} cannot be decrypted."))]);
        }

        (revision, var findings) = await ProveAsync(revision, revision, redirectUri, reason, cancellationToken).ConfigureAwait(false);
        if (HasErrors(findings))
        {
            return new SettingsSaveResult(View: null, findings);
        }

        var now = _timeProvider.GetUtcNow();
        var next = Activate(head.Settle(now), revision, now) with { Stamp = CreateStamp() };
        // What was forced in untested counts as in force before only once somebody has confirmed it: the reason was for this time.
        var isKnownToWork = _options.Activation != ActivationPolicy.AfterTest || revision.TestedAt is not null || next.ConfirmBy is null;
        revision = isKnownToWork ? WasInForce(revision, now) : revision;
        await ApplyAsync(new SettingsChange { Head = next, ExpectedStamp = head.Stamp, Revision = revision, Entry = Entry(now, by, SettingsAction.Activated, version) with { Override = reason } }, cancellationToken).ConfigureAwait(false);
        return new SettingsSaveResult(await GetAsync(key, cancellationToken).ConfigureAwait(false), findings);
    }

    /// <summary>Confirms the revision in force, which otherwise would give way to the one before.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="expectedStamp">The stamp of the settings as they were last read, or <see cref="SettingsUpdate.AnyStamp"/>.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">There is nothing to confirm, somebody else has changed the settings since, or the store fails.</exception>
    public Task<SettingsView> ConfirmAsync(OidcSettingsKey key, string expectedStamp, string by, CancellationToken cancellationToken = default) =>
        EndWaitAsync(key, expectedStamp, by, SettingsAction.Confirmed, head => head.ActiveVersion, cancellationToken);

    /// <summary>Puts the revision before in force again at once, instead of waiting for the time to confirm to pass.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="expectedStamp">The stamp of the settings as they were last read, or <see cref="SettingsUpdate.AnyStamp"/>.</param>
    /// <param name="by">Who does it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">There is nothing to return from, somebody else has changed the settings since, or the store fails.</exception>
    public Task<SettingsView> RollBackAsync(OidcSettingsKey key, string expectedStamp, string by, CancellationToken cancellationToken = default) =>
        EndWaitAsync(key, expectedStamp, by, SettingsAction.RolledBack, head => head.FallbackVersion, cancellationToken);

    /// <summary>Notes that a test sign-in with a revision succeeded.</summary>
    internal Task RecordTestAsync(OidcSettingsKey key, string version, string by, CancellationToken cancellationToken) =>
        RetryAsync(() => RecordTestOnceAsync(key, version, by, cancellationToken), SettingsUpdate.AnyStamp);

    private async Task<SettingsRevision> RecordTestOnceAsync(OidcSettingsKey key, string version, string by, CancellationToken cancellationToken)
    {
        var (head, revision) = await FindForChangeAsync(key, version, SettingsUpdate.AnyStamp, cancellationToken).ConfigureAwait(false);
        var now = _timeProvider.GetUtcNow();
        var tested = revision with { TestedAt = now, TestedBy = by, ProvenAt = now };
        await ApplyAsync(
            new SettingsChange { Head = head with { Stamp = CreateStamp() }, ExpectedStamp = head.Stamp, Revision = tested, Entry = Entry(now, by, SettingsAction.Tested, version) },
            cancellationToken).ConfigureAwait(false);
        return tested;
    }

    private async Task<SettingsView> EndWaitAsync(
        OidcSettingsKey key, string expectedStamp, string by, SettingsAction action, Func<SettingsHead, string?> choose, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var head = Require(await FindHeadAsync(key, cancellationToken).ConfigureAwait(false), expectedStamp, key);
        var now = _timeProvider.GetUtcNow();
        if (head?.ConfirmBy is null || head.IsUndone(now))
        {
            throw new OidcException(OidcErrorCodes.SettingsRevisionUnknown, $"No revision of the settings of {key} waits to be confirmed.");
        }

        var chosen = choose(head);
        var confirmed = action == SettingsAction.Confirmed ? await FindRevisionOrNothingAsync(key, chosen, cancellationToken).ConfigureAwait(false) : null;
        var next = head with { Stamp = CreateStamp(), ActiveVersion = chosen, ConfirmBy = null, FallbackVersion = null };
        await ApplyAsync(
            new SettingsChange
            {
                Head = next,
                ExpectedStamp = head.Stamp,
                // One whose secrets cannot be read is not written: a store may write all of it.
                Revision = confirmed is { ActivatedAt: null, Settings.SecretsUnreadable: false } ? WasInForce(confirmed, now) : null,
                Entry = Entry(now, by, action, chosen ?? ""),
            },
            cancellationToken).ConfigureAwait(false);
        return await GetAsync(key, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(SettingsHead Head, SettingsRevision Revision)> FindForChangeAsync(OidcSettingsKey key, string version, string expectedStamp, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(version);
        ArgumentNullException.ThrowIfNull(expectedStamp);
        var head = Require(await FindHeadAsync(key, cancellationToken).ConfigureAwait(false), expectedStamp, key);
        var revision = await AskAsync(() => _store.FindRevisionAsync(key, version, cancellationToken), cancellationToken).ConfigureAwait(false);
        return head is not null && revision is not null ? (head, revision)
            : throw new OidcException(OidcErrorCodes.SettingsRevisionUnknown, $"There is no such revision of the settings of {key}.");
    }

    // A revision that waits for its confirmation is no place to return to: the one before it still is. What is switched off stays off: that locks
    // nobody out, and a provider that somebody has shut out in a hurry must not come back by itself.
    private SettingsHead Activate(SettingsHead head, SettingsRevision revision, DateTimeOffset now)
    {
        var wait = revision.Settings.Enabled ? _options.ConfirmWithin : null;
        return head with
        {
            ActiveVersion = revision.Settings.Version,
            FallbackVersion = wait is null ? null : head.ConfirmBy is null ? head.ActiveVersion : head.FallbackVersion,
            ConfirmBy = now + wait,
        };
    }

    private static SettingsRevision WasInForce(SettingsRevision revision, DateTimeOffset now) => revision with { ActivatedAt = revision.ActivatedAt ?? now };

    private static SettingsHistoryEntry Entry(DateTimeOffset now, string by, SettingsAction action, string version) =>
        new() { At = now, By = by, Action = action, Version = version };

    private async Task<(SettingsRevision Revision, IReadOnlyList<SettingsFinding> Findings)> ProveAsync(
        SettingsRevision revision, SettingsRevision? before, Uri? redirectUri, string? skip, CancellationToken cancellationToken)
    {
        if (!_options.ProbeBeforeActivation || skip is not null || !revision.Settings.Enabled)
        {
            return (revision, []);
        }

        if (before is { ProvenAt: { } provenAt } && RevisionComparison.IsSameToProvider(before.Settings, revision.Settings))
        {
            return (revision with { ProvenAt = provenAt }, []);
        }

        var findings = await _probe.ProbeAsync(revision.Settings, new ProbeRequest { RedirectUri = redirectUri }, cancellationToken).ConfigureAwait(false);
        return (HasErrors(findings) ? revision : revision with { ProvenAt = _timeProvider.GetUtcNow() }, findings);
    }
}

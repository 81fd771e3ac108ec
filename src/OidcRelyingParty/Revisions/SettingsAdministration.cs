using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Probing;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>Changes stored settings: saves, checks, activates, confirms, and returns to what was. Every change is in the history.</summary>
public sealed partial class SettingsAdministration
{
    private const int StampLength = 12;

    private readonly ISettingsRevisionStore _store;
    private readonly RevisionSettingsStore _inForce;
    private readonly OidcSettingsValidator _validator;
    private readonly SettingsProbe _probe;
    private readonly SettingsAdministrationOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<SettingsAdministration> _logger;

    internal SettingsAdministration(
        ISettingsRevisionStore store,
        RevisionSettingsStore inForce,
        OidcSettingsValidator validator,
        SettingsProbe probe,
        IOptions<SettingsAdministrationOptions> options,
        TimeProvider timeProvider,
        ILogger<SettingsAdministration> logger)
    {
        (_store, _inForce, _validator, _probe) = (store, inForce, validator, probe);
        (_options, _timeProvider, _logger) = (options.Value, timeProvider, logger);
    }

    /// <summary>Saves settings as a new revision, and puts it in force where the host's policy is to do so at once.</summary>
    /// <param name="update">What to save.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The settings as they are now; or only findings, when some are errors and nothing was saved.</returns>
    /// <exception cref="OidcException">Somebody else has changed them since, or the store fails.</exception>
    public async Task<SettingsSaveResult> SaveAsync(SettingsUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        return await RetryAsync(() => SaveOnceAsync(update, cancellationToken), update.ExpectedStamp).ConfigureAwait(false);
    }

    private async Task<SettingsSaveResult> SaveOnceAsync(SettingsUpdate update, CancellationToken cancellationToken)
    {
        var key = update.Settings.Key;
        var now = _timeProvider.GetUtcNow();
        var head = Require(await FindHeadAsync(key, cancellationToken).ConfigureAwait(false), update.ExpectedStamp, key);
        var latest = await FindRevisionOrNothingAsync(key, head?.LatestVersion, cancellationToken).ConfigureAwait(false);
        var revision = CreateRevision(update, latest, now, out var keyFinding);
        IReadOnlyList<SettingsFinding> findings = [.. FindSecretThatCannotStay(update, head, latest), .. keyFinding is null ? [] : new[] { keyFinding }, .. _validator.Validate(revision.Settings)];
        if (HasErrors(findings))
        {
            return new SettingsSaveResult(View: null, findings);
        }

        var isActivated = IsActivatedOnSave(update);
        if (isActivated)
        {
            (revision, var probed) = await ProveAsync(revision, latest, update.RedirectUri, ReasonOf(update.SkipProbe), cancellationToken).ConfigureAwait(false);
            findings = [.. findings, .. probed];
            if (HasErrors(findings))
            {
                return new SettingsSaveResult(View: null, findings);
            }

            // The provider may have taken its time, which is no part of the time to confirm.
            now = _timeProvider.GetUtcNow();
            revision = revision with { ActivatedAt = now };
        }

        var version = revision.Settings.Version;
        var next = (head?.Settle(now) ?? new SettingsHead { Key = key, Stamp = "", LatestVersion = version }) with { Stamp = CreateStamp(), LatestVersion = version };
        var entry = Entry(now, update.By, isActivated ? SettingsAction.Activated : SettingsAction.Saved, version) with
        {
            ChangedFields = [.. RevisionComparison.Compare(latest?.Settings, revision.Settings).Select(difference => difference.Field)],
            Override = isActivated ? ReasonOf(update.SkipProbe) : null,
        };
        next = isActivated ? Activate(next, revision, now) : next;
        await ApplyAsync(new SettingsChange { Head = next, ExpectedStamp = head?.Stamp, Revision = revision, Entry = entry }, cancellationToken).ConfigureAwait(false);
        return new SettingsSaveResult(await GetAsync(key, cancellationToken).ConfigureAwait(false), findings);
    }

    /// <summary>Says what saving would find, by asking the live provider too. Nothing is saved.</summary>
    /// <param name="update">What might be saved.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">There were too many such questions, or the store fails.</exception>
    public async Task<IReadOnlyList<SettingsFinding>> CheckAsync(SettingsUpdate update, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(update);
        var head = await FindHeadAsync(update.Settings.Key, cancellationToken).ConfigureAwait(false);
        var latest = await FindRevisionOrNothingAsync(update.Settings.Key, head?.LatestVersion, cancellationToken).ConfigureAwait(false);
        // Tried as if they were enabled, with the secret too.
        var enabled = update with { Settings = update.Settings with { Enabled = true } };
        var revision = CreateRevision(enabled, latest, _timeProvider.GetUtcNow(), out var keyFinding);
        IReadOnlyList<SettingsFinding> findings = [.. FindSecretThatCannotStay(enabled, head, latest), .. keyFinding is null ? [] : new[] { keyFinding }];
        return HasErrors(findings)
            ? [.. findings, .. _validator.Validate(revision.Settings)]
            : await _probe.ProbeAsync(revision.Settings, new ProbeRequest { RedirectUri = update.RedirectUri }, cancellationToken).ConfigureAwait(false);
    }

    // Switching sign-in off can lock nobody out, and may be urgent.
    private bool IsActivatedOnSave(SettingsUpdate update) =>
        !update.AsDraft && (_options.Activation == ActivationPolicy.OnSave || !update.Settings.Enabled);

    private static SettingsRevision CreateRevision(SettingsUpdate update, SettingsRevision? latest, DateTimeOffset now, out SettingsFinding? keyFinding)
    {
        var secret = update.ClientSecret.Apply(latest?.Settings.ClientSecret);
        return new SettingsRevision
        {
            Settings = update.Settings with
            {
                Version = CreateStamp(),
                ClientSecret = secret,
                ClientKey = ApplyKey(update.ClientKey, latest?.Settings.ClientKey, out keyFinding),
                DecryptionKeys = latest?.Settings.DecryptionKeys ?? [],
                SecretsUnreadable = false,
            },
            SavedAt = now,
            SavedBy = update.By,
            FingerprintKey = secret is null ? null : latest?.FingerprintKey ?? SecretFingerprint.CreateKey(),
            SecretSetAt = update.ClientSecret.Replacement is not null ? now : secret is null ? null : latest?.SecretSetAt,
        };
    }

    private static ClientPrivateKey? ApplyKey(SecretChange change, ClientPrivateKey? stored, out SettingsFinding? finding)
    {
        finding = null;
        try
        {
            return change.IsClear ? null : change.Replacement is { } pem ? ClientPrivateKey.FromPem(pem.Reveal()) : stored;
        }
        catch (FormatException e)
        {
            finding = new SettingsFinding(nameof(OidcSettings.ClientKey), OidcError.Create(
                OidcErrorCodes.SettingsInvalid, $"{nameof(OidcSettings.ClientKey)}: {e.Message}", "Enter an unencrypted PEM private key."));
            return null;
        }
    }

    // Without a word there is no reason.
    private static string? ReasonOf(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static string CreateStamp() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(StampLength));

    private static bool HasErrors(IEnumerable<SettingsFinding> findings) => findings.Any(finding => finding.Severity == FindingSeverity.Error);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Probing;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Access;

/// <summary>
/// Remembers how each provider has been, and asks when nobody has for a while: for its metadata, or with a probe where that is not enough to go by. Keeps
/// nothing of providers that have no settings.
/// </summary>
internal sealed class ProviderHealth(ProviderMetadataClient client, SettingsProbe probe, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<OidcSettingsKey, ProviderRecord> _records = new();

    /// <summary>Somebody has signed in with this revision of the settings.</summary>
    public void SignedIn(OidcSettingsKey key, string version)
    {
        if (FindRecord(key, version) is { } record)
        {
            record.Fault = null;
            record.Proved(timeProvider.GetUtcNow());
        }
    }

    /// <summary>A sign-in failed. What only the provider or a wrong setting can cause counts; what somebody at a browser might, is looked into.</summary>
    public void Failed(OidcSettingsKey key, string version, OidcError error)
    {
        if (IsFaultOfProvider(error.Code) && FindRecord(key, version) is { } faulty)
        {
            faulty.Fault = error;
        }
        else if (IsReasonToProbe(error.Code) && FindRecord(key, version) is { } doubtful)
        {
            doubtful.Doubt();
        }
    }

    /// <summary>How the provider is; asks it when that is not known well enough.</summary>
    public async Task<ProviderStanding> FindAsync(OidcSettings settings, CancellationToken cancellationToken)
    {
        if (settings.SecretsUnreadable)
        {
            return new ProviderStanding(settings, IsProven: false, OidcError.Create(OidcErrorCodes.SettingsSecretUnreadable, $"The stored secrets of {settings.Key} cannot be decrypted."));
        }

        var record = RecordOf(settings);
        var now = timeProvider.GetUtcNow();
        if (settings.Enabled && now >= record.AskedAt + AskAgainAfter)
        {
            await record.AskOnceAsync(() => AskAsync(settings, record)).WaitAsync(cancellationToken).ConfigureAwait(false);
            now = timeProvider.GetUtcNow();
        }

        return new ProviderStanding(settings, IsProven(settings, record), record.Fault ?? record.ProblemAt(now, options.Value.ProviderGrace));
    }

    private async Task AskAsync(OidcSettings settings, ProviderRecord record)
    {
        var needsProbe = record.IsDoubted || !IsProven(settings, record);
        record.Asking(needsProbe);
        try
        {
            if (needsProbe)
            {
                Judge(record, await probe.AskAsync(settings, settings.RedirectUri, CancellationToken.None).ConfigureAwait(false));
                return;
            }

            await client.FetchAsync(ProviderAddress.Of(settings), CancellationToken.None).ConfigureAwait(false);
            record.Reached(timeProvider.GetUtcNow());
        }
        catch (OidcException e)
        {
            record.Missed(timeProvider.GetUtcNow(), e.Error);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // Settings that a host's own store did not check.
            record.Missed(timeProvider.GetUtcNow(), OidcError.Create(OidcErrorCodes.SettingsInvalid, $"The provider of {settings.Key} cannot be asked."));
        }
    }

    private void Judge(ProviderRecord record, IReadOnlyList<SettingsFinding> findings)
    {
        var now = timeProvider.GetUtcNow();
        switch (findings.FirstOrDefault(finding => finding.Severity == FindingSeverity.Error)?.Error)
        {
            case null:
                record.Proved(now);
                break;
            case { Code: OidcErrorCodes.ClientRefused or OidcErrorCodes.ClientAuthenticationMethod } refusal:
                record.Refused(now, refusal);
                break;
            case var problem:
                record.Missed(now, problem);
                break;
        }
    }

    private static bool IsProven(OidcSettings settings, ProviderRecord record) => record.IsProven || settings.ProvenAt is not null;

    // A sign-in may end on the revision it began with after another has come into force: it says nothing about that one.
    private ProviderRecord? FindRecord(OidcSettingsKey key, string version) =>
        _records.GetOrAdd(key, static (_, version) => new ProviderRecord(version), version) is { } record && record.Version == version ? record : null;

    // What was known of other settings says nothing about these.
    private ProviderRecord RecordOf(OidcSettings settings) => _records.AddOrUpdate(
        settings.Key, static (_, version) => new ProviderRecord(version), static (_, known, version) => known.Version == version ? known : new ProviderRecord(version), settings.Version);

    // Not the issuer of an ID token: at a provider of many directories any stranger comes with another one, and must not open the application's own login.
    private static bool IsFaultOfProvider(string code) => code is OidcErrorCodes.IdTokenSignature or OidcErrorCodes.IdTokenAlgorithm or OidcErrorCodes.IdTokenKey or OidcErrorCodes.IdTokenAudience
        or OidcErrorCodes.MetadataUnreadable or OidcErrorCodes.MetadataIssuer or OidcErrorCodes.MetadataIncomplete or OidcErrorCodes.MetadataEndpoint or OidcErrorCodes.KeySetUnreadable;

    // A made-up code, or a made-up answer, may end like this too.
    private static bool IsReasonToProbe(string code) => code is OidcErrorCodes.ClientRefused or OidcErrorCodes.ClientAuthenticationMethod
        or OidcErrorCodes.ProviderUnavailable or OidcErrorCodes.ProviderUnreachable;
}

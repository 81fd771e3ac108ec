using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Access;

/// <summary>Remembers how each provider has been, and asks when nobody has for a while. Keeps nothing of providers that have no settings.</summary>
internal sealed class ProviderHealth(ProviderMetadataClient client, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider)
{
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<OidcSettingsKey, ProviderRecord> _records = new();

    /// <summary>Somebody has signed in with this revision of the settings.</summary>
    public void SignedIn(OidcSettingsKey key, string version)
    {
        if (FindRecord(key, version) is { } record)
        {
            (record.IsProven, record.Fault) = (true, null);
            record.Reached(timeProvider.GetUtcNow());
        }
    }

    /// <summary>A sign-in failed in a way that only the provider, or a wrong setting, can cause: nobody at a browser can.</summary>
    public void Failed(OidcSettingsKey key, string version, OidcError error)
    {
        if (IsFaultOfProvider(error.Code) && FindRecord(key, version) is { } record)
        {
            record.Fault = error;
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

        return new ProviderStanding(settings, record.IsProven || settings.ProvenAt is not null, record.Fault ?? record.ProblemAt(now, options.Value.ProviderGrace));
    }

    private async Task AskAsync(OidcSettings settings, ProviderRecord record)
    {
        try
        {
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

    // A sign-in may end on the revision it began with after another has come into force: it says nothing about that one.
    private ProviderRecord? FindRecord(OidcSettingsKey key, string version) =>
        _records.GetOrAdd(key, static (_, version) => new ProviderRecord(version), version) is { } record && record.Version == version ? record : null;

    // What was known of other settings says nothing about these.
    private ProviderRecord RecordOf(OidcSettings settings) => _records.AddOrUpdate(
        settings.Key, static (_, version) => new ProviderRecord(version), static (_, known, version) => known.Version == version ? known : new ProviderRecord(version), settings.Version);

    // Not the issuer of an ID token: at a provider of many directories any stranger comes with another one, and must not open the application's own login.
    private static bool IsFaultOfProvider(string code) => code is OidcErrorCodes.ClientRefused or OidcErrorCodes.ClientAuthenticationMethod
        or OidcErrorCodes.IdTokenSignature or OidcErrorCodes.IdTokenAlgorithm or OidcErrorCodes.IdTokenKey or OidcErrorCodes.IdTokenAudience
        or OidcErrorCodes.MetadataUnreadable or OidcErrorCodes.MetadataIssuer or OidcErrorCodes.MetadataIncomplete or OidcErrorCodes.MetadataEndpoint or OidcErrorCodes.KeySetUnreadable;
}

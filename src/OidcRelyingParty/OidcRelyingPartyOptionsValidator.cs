using Microsoft.Extensions.Options;

namespace OidcRelyingParty;

/// <summary>Checks the ranges that the options state, at start-up. By hand: the range annotation for a time span cannot be trimmed.</summary>
internal sealed class OidcRelyingPartyOptionsValidator : IValidateOptions<OidcRelyingPartyOptions>
{
    public ValidateOptionsResult Validate(string? name, OidcRelyingPartyOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        void Check<T>(string option, T value, T min, T max)
            where T : IComparable<T>
        {
            if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            {
                result.AddError($"must be from {min} to {max} but is {value}.", option);
            }
        }

        Check(nameof(options.SignInLifetime), options.SignInLifetime, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        Check(nameof(options.ClockSkew), options.ClockSkew, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Check(nameof(options.BackchannelTimeout), options.BackchannelTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Check(nameof(options.MetadataMaxStale), options.MetadataMaxStale, TimeSpan.FromMinutes(5), TimeSpan.FromDays(7));
        Check(nameof(options.MetadataCacheSize), options.MetadataCacheSize, 1, 1_000_000);
        Check(nameof(options.SettingsCheckInterval), options.SettingsCheckInterval, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Check(nameof(options.SettingsMaxStale), options.SettingsMaxStale, TimeSpan.Zero, TimeSpan.FromDays(7));
        Check(nameof(options.SettingsCacheSize), options.SettingsCacheSize, 1, 1_000_000);
        Check(nameof(options.ProviderGrace), options.ProviderGrace, TimeSpan.Zero, TimeSpan.FromHours(1));
        CheckHosts(nameof(options.AllowInsecureHttpHosts), options.AllowInsecureHttpHosts);
        CheckHosts(nameof(options.AllowedPrivateHosts), options.AllowedPrivateHosts);
        return result.Build();

        // A URL, a port or a pattern would fit no host, and nobody would know why.
        void CheckHosts(string option, IEnumerable<string> hosts)
        {
            foreach (var host in hosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown))
            {
                result.AddError($"must be host names or literal addresses, without scheme, port and wildcard, but holds '{host}'.", option);
            }
        }
    }
}

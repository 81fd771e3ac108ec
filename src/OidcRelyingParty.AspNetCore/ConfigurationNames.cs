using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Formats;

namespace OidcRelyingParty;

/// <summary>Says at start which names in the configuration section mean nothing: one that is misspelt leaves a default in force that nobody wanted.</summary>
internal sealed class ConfigurationNames(IConfigurationSection section, ILogger<ConfigurationNames> logger) : IHostedService
{
    private static readonly string[] Known =
    [
        .. ConfigurationSettingsReader.Names, .. Of<OidcRelyingPartyOptions>(), .. Of<OidcEndpointOptions>(),
        .. Of<OidcSessionOptions>("Sessions:"), .. Of<OidcFrontEndOptions>("FrontEnd:"), .. Of<OidcLoginOptions>("Login:"),
    ];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var (name, _) in section.AsEnumerable(makePathsRelative: true).Where(pair => !string.IsNullOrEmpty(pair.Value) && !IsKnown(pair.Key)))
        {
            logger.ConfigurationNameUnknown(OidcErrorCodes.SettingsMemberUnknown, $"{section.Path}:{name}");
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Lists and tables have names below their own.
    private static bool IsKnown(string name) => Array.Exists(Known, known =>
        name.StartsWith(known, StringComparison.OrdinalIgnoreCase) && (name.Length == known.Length || name[known.Length] == ':'));

    private static IEnumerable<string> Of<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(string prefix = "") =>
        typeof(T).GetProperties().Select(property => prefix + property.Name);
}

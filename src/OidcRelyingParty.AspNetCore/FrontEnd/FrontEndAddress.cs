using OidcRelyingParty.Settings;

namespace OidcRelyingParty.FrontEnd;

/// <summary>Where a front end is: what the settings say, and nothing that a request says.</summary>
internal static class FrontEndAddress
{
    /// <exception cref="OidcException">The settings name none.</exception>
    public static Uri Of(OidcSettings settings) => settings.FrontEndUrl
        ?? throw new OidcException(OidcErrorCodes.FrontEndUrlMissing, $"The settings of {settings.Key} name no {nameof(settings.FrontEndUrl)}.");

    /// <summary>The address with something for the front end's script, which no server sees.</summary>
    public static string With(Uri frontEnd, IEnumerable<(string Name, string Value)> fragment) =>
        $"{frontEnd.AbsoluteUri}#{string.Join('&', fragment.Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value)}"))}";
}

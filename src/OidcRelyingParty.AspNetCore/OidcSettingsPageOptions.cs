using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty;

/// <summary>What the settings page shows and whom it lets in; what the host's developer decides.</summary>
public sealed class OidcSettingsPageOptions
{
    /// <summary>The fields, in groups as the page arranges them. Default: every field; a host that supports fewer names those.</summary>
    public IReadOnlyList<SettingsField> Fields { get; set; } = SettingsField.All;

    /// <summary>What the page is called. Default: <c>Single sign-on</c>.</summary>
    public string Title { get; set; } = "Single sign-on";

    /// <inheritdoc cref="OidcSettingsApiOptions.ResolveSettingsKey"/>
    public Func<HttpContext, OidcSettingsKey?> ResolveSettingsKey { get; set; } = OidcEndpointOptions.SettingsKeyFromRoute;

    /// <inheritdoc cref="OidcSettingsApiOptions.MayChange"/>
    public Func<HttpContext, OidcSettingsKey, ValueTask<bool>> MayChange { get; set; } = new OidcSettingsApiOptions().MayChange;

    /// <inheritdoc cref="OidcSettingsApiOptions.NameUser"/>
    public Func<HttpContext, string?> NameUser { get; set; } = new OidcSettingsApiOptions().NameUser;
}

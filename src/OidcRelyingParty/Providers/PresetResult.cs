using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Providers;

/// <summary>What became of applying a <see cref="ProviderPreset"/>.</summary>
/// <param name="Settings">The settings with what is known about the provider; null when a field is missing or wrong.</param>
/// <param name="Findings">What is missing or wrong, by the field of the preset.</param>
public sealed record PresetResult(OidcSettings? Settings, IReadOnlyList<SettingsFinding> Findings);

using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>What became of a save.</summary>
/// <param name="View">The settings after it; null when nothing was saved.</param>
/// <param name="Findings">What is wrong (nothing was saved then), or worth knowing.</param>
public sealed record SettingsSaveResult(SettingsView? View, IReadOnlyList<SettingsFinding> Findings);

using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.SettingsPage;

/// <summary>Two revisions and the fields in which they differ.</summary>
/// <param name="Before">The one; empty for the defaults.</param>
/// <param name="After">The other.</param>
/// <param name="Differences">The fields.</param>
internal sealed record RevisionComparisonShown(string Before, string After, IReadOnlyList<SettingsDifference> Differences);

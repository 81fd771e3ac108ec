namespace OidcRelyingParty.Revisions;

/// <summary>A field that differs between two revisions. Of a secret only that it differs.</summary>
/// <param name="Field">The field.</param>
/// <param name="Before">Its value before, as JSON; null for none and for a secret.</param>
/// <param name="After">Its value after, likewise.</param>
public sealed record SettingsDifference(string Field, string? Before, string? After);

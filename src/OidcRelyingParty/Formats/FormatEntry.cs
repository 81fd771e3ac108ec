namespace OidcRelyingParty.Formats;

/// <summary>A field of a format, under the name it has there.</summary>
/// <param name="Name">The name in the document; with a colon between the levels where it is nested (<c>roles:claims</c>).</param>
/// <param name="Field">What it is.</param>
/// <param name="Requirement">When it must be there.</param>
public sealed record FormatEntry(string Name, SettingsField Field, FieldRequirement Requirement = FieldRequirement.Optional);

namespace OidcRelyingParty.SettingsPage;

/// <summary>How the page asks for a field.</summary>
/// <param name="Group">The group it stands in.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Hint">What to enter, in a sentence.</param>
internal sealed record FieldText(FieldGroup Group, string Label, string Hint = "");

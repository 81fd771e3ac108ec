namespace OidcRelyingParty.Settings;

/// <summary>One thing found in settings, and the field it is about.</summary>
/// <param name="Field">The property of <see cref="OidcSettings"/>, or the field of a preset.</param>
/// <param name="Error">What is wrong and what to enter instead.</param>
/// <param name="Severity">Whether the settings can be used all the same. Default: they cannot.</param>
public sealed record SettingsFinding(string Field, OidcError Error, FindingSeverity Severity = FindingSeverity.Error);

namespace OidcRelyingParty.Settings;

/// <summary>One thing that is wrong with settings, and the field it is about.</summary>
/// <param name="Field">The property of <see cref="OidcSettings"/>.</param>
/// <param name="Error">What is wrong and what to enter instead.</param>
public sealed record SettingsFinding(string Field, OidcError Error);

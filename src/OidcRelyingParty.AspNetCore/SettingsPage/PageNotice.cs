namespace OidcRelyingParty.SettingsPage;

/// <summary>What was done. Its name is in the address of the page that says so, which can therefore say nothing else.</summary>
internal enum PageNotice
{
    InForce,
    InForceWithWarnings,
    SwitchedOff,
    Draft,
    SecretRemoved,
    Confirmed,
    Returned,
}

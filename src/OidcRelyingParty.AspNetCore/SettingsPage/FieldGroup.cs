namespace OidcRelyingParty.SettingsPage;

/// <summary>The groups of fields, in their order on the page. The first is always open.</summary>
internal enum FieldGroup
{
    Provider,
    Roles,
    Accounts,
    SignIn,
    Request,
    Advanced,
}

namespace OidcRelyingParty.Login;

/// <summary>What the login page shows.</summary>
/// <param name="Providers">The providers to choose from.</param>
/// <param name="Form">The application's own form; null when it is hidden.</param>
/// <param name="Notice">Why the form is shown although it should be hidden; null when it is as configured.</param>
/// <param name="Problem">Why the last attempt failed; null when there was none.</param>
internal sealed record LoginPageContent(IReadOnlyList<ProviderLink> Providers, LoginPageForm? Form, OidcError? Notice, OidcError? Problem);

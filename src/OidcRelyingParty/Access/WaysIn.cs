using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Access;

/// <summary>How one may enter a tenant at the moment: worked out from what is stored and from how the providers are.</summary>
/// <param name="Providers">The providers that sign-in is offered with.</param>
/// <param name="LocalLogin">How the application's own login can be reached.</param>
/// <param name="AutoSignIn">The provider that an anonymous visit is sent to at once; null when the login page is shown.</param>
/// <param name="Reason">Why the application's own login shows itself although single sign-on should be the only way in; null when it is as configured.</param>
public sealed record WaysIn(IReadOnlyList<OidcSettingsKey> Providers, LocalLogin LocalLogin, OidcSettingsKey? AutoSignIn = null, OidcError? Reason = null);

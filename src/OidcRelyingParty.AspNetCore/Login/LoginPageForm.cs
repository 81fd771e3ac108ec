namespace OidcRelyingParty.Login;

/// <summary>The form of the application's own login.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Hidden">What it sends besides user name and password.</param>
internal sealed record LoginPageForm(string Action, IReadOnlyList<(string Name, string Value)> Hidden);

namespace OidcRelyingParty.Login;

/// <summary>The form of the application's own login.</summary>
/// <param name="Action">Where it is sent.</param>
/// <param name="Hidden">What it sends besides user name and password.</param>
/// <param name="UserName">What was typed before; empty for nothing. Never the password.</param>
internal sealed record LoginPageForm(string Action, IReadOnlyList<(string Name, string Value)> Hidden, string UserName);

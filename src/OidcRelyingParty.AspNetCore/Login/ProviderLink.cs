namespace OidcRelyingParty.Login;

/// <summary>A button of the login page.</summary>
/// <param name="Label">What it says.</param>
/// <param name="Path">Where the sign-in starts.</param>
internal sealed record ProviderLink(string Label, string Path);

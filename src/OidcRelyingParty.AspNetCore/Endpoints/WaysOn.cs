namespace OidcRelyingParty.Endpoints;

/// <summary>Where a person can go from an error page.</summary>
/// <param name="StartPath">The start page.</param>
/// <param name="TryAgainPath">Where another attempt begins; null when it would change nothing.</param>
/// <param name="LoginPagePath">The login page, which starts nothing by itself; null where there is none.</param>
internal sealed record WaysOn(string StartPath, string? TryAgainPath, string? LoginPagePath);

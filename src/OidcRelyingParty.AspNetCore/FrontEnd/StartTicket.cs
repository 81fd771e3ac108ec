namespace OidcRelyingParty.FrontEnd;

/// <summary>What the front end asked for, on its way through the browser to the start of the sign-in.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Provider">Its provider.</param>
/// <param name="CodeChallenge">The hash of what the front end keeps; null when it keeps nothing.</param>
/// <param name="ReturnTo">A path of the front end, for the front end.</param>
/// <param name="UsableUntil">As long as a sign-in may take.</param>
internal sealed record StartTicket(string Tenant, string Provider, string? CodeChallenge, string? ReturnTo, DateTimeOffset UsableUntil) : IExpiring;

using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Access;

/// <summary>One provider of a tenant, and how it is.</summary>
/// <param name="Settings">Its settings in force.</param>
/// <param name="IsProven">Whether the live provider has agreed with exactly these settings.</param>
/// <param name="Problem">What is wrong with it for longer than the grace time; null when it is fine.</param>
internal sealed record ProviderStanding(OidcSettings Settings, bool IsProven, OidcError? Problem);

namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary>What QuickStart answers at <c>/me</c>.</summary>
internal sealed record Me(string Sub, string? Name, string? Email, IReadOnlyList<string> Roles);

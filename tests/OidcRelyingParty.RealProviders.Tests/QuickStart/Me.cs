namespace OidcRelyingParty.RealProviders.Tests.QuickStart;

/// <summary>What QuickStart answers at <c>/me</c>.</summary>
internal sealed record Me(
    string Sub,
    string? Name,
    string? Email,
    IReadOnlyList<string> Roles,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Claims,
    DateTimeOffset? AccessTokenExpires)
{
    /// <summary>The provider's session, as its ID token named it.</summary>
    public string ProviderSessionId => Claims["sid"].Single();
}

namespace OidcRelyingParty.Accounts;

/// <summary>Which accounts are looked for.</summary>
/// <param name="Tenant">The tenant they belong to.</param>
/// <param name="Property">What is compared.</param>
/// <param name="Value">With which text; up to 256 characters, chosen by whoever signs in.</param>
/// <param name="IgnoreCase">
/// Whether as <see cref="StringComparison.OrdinalIgnoreCase"/> compares, which is the same as comparing what <see cref="string.ToUpperInvariant"/> makes of
/// both; else character by character.
/// </param>
public sealed record AccountCriteria(string Tenant, AccountProperty Property, string Value, bool IgnoreCase)
{
    /// <summary>Whether an account is one of those looked for.</summary>
    /// <param name="account">The account.</param>
    public bool Matches(Account account)
    {
        ArgumentNullException.ThrowIfNull(account);
        return account.Tenant == Tenant && Property switch
        {
            AccountProperty.UserId => IsValue(account.UserId),
            AccountProperty.UserName => IsValue(account.UserName),
            AccountProperty.Email => IsValue(account.Email),
            AccountProperty.Role => account.Roles.Any(IsValue),
            _ => false,
        };
    }

    private bool IsValue(string? text) => string.Equals(text, Value, IgnoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}

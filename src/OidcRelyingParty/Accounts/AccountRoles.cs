using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Accounts;

/// <summary>The roles of an account after a sign-in, and those of its session.</summary>
internal sealed record AccountRoles(IReadOnlyList<string> Stored, IReadOnlyList<string> Session, string Reason)
{
    /// <param name="account">The account; null when it is to be made.</param>
    /// <param name="mapped">What the claims say.</param>
    /// <param name="mapping">How that was found out, and what it is worth.</param>
    /// <param name="superRole">The role of the super administrator; null when there is none.</param>
    /// <param name="isSuper">Whether the user has that role, or gets it now.</param>
    public static AccountRoles Of(Account? account, MappedRoles mapped, RoleMapping mapping, string? superRole, bool isSuper)
    {
        // The provider says nothing about that role: neither that somebody has it nor that somebody has not.
        IReadOnlyList<string> WithSuper(IEnumerable<string> roles) =>
            [.. roles.Where(role => role != superRole).Distinct(StringComparer.Ordinal), .. isSuper && superRole is not null ? [superRole] : Array.Empty<string>()];

        // Nor in other capital letters: many applications do not tell them apart.
        var fromClaims = mapped.Outcome == RoleOutcome.Unknown ? [] : WithSuper(mapped.Roles.Where(role => !string.Equals(role, superRole, StringComparison.OrdinalIgnoreCase)));
        if (account is null)
        {
            return mapped.Outcome == RoleOutcome.Unknown
                ? new(WithSuper([]), WithSuper([]), "Which roles the user has cannot be told from the claims; the account begins without.")
                : new(fromClaims, fromClaims, "The roles are those of the claims, or the default roles.");
        }

        var stored = WithSuper(account.Roles);
        if (mapping.Authority == RoleAuthority.FirstSignIn)
        {
            return new(stored, stored, "The roles are those stored with the account: claims decided when it was made.");
        }

        // Without a claim to look at the provider has no say: the roles that the application gave would be gone at the next sign-in.
        if (mapping.Claims.Count == 0)
        {
            return new(stored, stored, "The roles are those stored with the account: the settings name no claim that gives roles.");
        }

        if (mapped.Outcome == RoleOutcome.Unknown)
        {
            return mapping.WhenUnknown == UnknownRolesBehavior.KeepStored
                ? new(stored, stored, "Which roles the user has cannot be told from the claims; those stored with the account count.")
                : new(stored, WithSuper([]), "Which roles the user has cannot be told from the claims; none count this time, and what is stored stays.");
        }

        return new(fromClaims, fromClaims, "The roles are those of the claims, or the default roles, and replace the stored ones.");
    }

    /// <summary>Whether two lists hold the same roles, in whatever order.</summary>
    public static bool AreSame(IEnumerable<string> some, IEnumerable<string> others) => some.ToHashSet(StringComparer.Ordinal).SetEquals(others);
}

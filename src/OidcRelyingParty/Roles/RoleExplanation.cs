using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>Why claims give the roles they give.</summary>
public sealed record RoleExplanation
{
    internal RoleExplanation()
    {
    }

    /// <summary>What the claims say.</summary>
    public required RoleOutcome Outcome { get; init; }

    /// <summary>The roles that a session would have.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>Those of <see cref="Roles"/> that come from <see cref="RoleMapping.DefaultRoles"/>: all or none of them.</summary>
    public required IReadOnlyList<string> DefaultRoles { get; init; }

    /// <summary>Why the sign-in would be refused; null when it would not.</summary>
    public required OidcError? Refusal { get; init; }

    /// <summary>What became of every claim of the mapping, in its order.</summary>
    public required IReadOnlyList<RoleClaimReading> Claims { get; init; }

    /// <summary>What became of every value that was found, in the order of claims and values.</summary>
    public required IReadOnlyList<RoleValueExplanation> Values { get; init; }
}

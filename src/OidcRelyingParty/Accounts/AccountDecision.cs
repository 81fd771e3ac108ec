using System.Diagnostics;

namespace OidcRelyingParty.Accounts;

/// <summary>What a sign-in means for the accounts, before anything is done about it.</summary>
[DebuggerDisplay("{Kind}")]
public sealed record AccountDecision
{
    internal AccountDecision()
    {
    }

    /// <summary>What is to be done.</summary>
    public required AccountDecisionKind Kind { get; init; }

    /// <summary>The account as it is: the user's own, or the one to be taken over; null for a new one and for a refusal.</summary>
    public Account? Account { get; init; }

    /// <summary>The account to be made; null when none is.</summary>
    public NewAccount? NewAccount { get; init; }

    /// <summary>The roles the session has then.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Why the user does not enter; null otherwise.</summary>
    public OidcError? Error { get; init; }

    /// <summary>Why it is so: sentences for an administrator, with texts from claims in them.</summary>
    public IReadOnlyList<string> Reasons { get; init; } = [];

    /// <summary>The roles the account keeps; with a new one they are part of it.</summary>
    internal IReadOnlyList<string> StoredRoles { get; init; } = [];

    /// <summary>Whether this sign-in makes the user the super administrator.</summary>
    internal bool GivesSuperAdministrator { get; init; }

    /// <summary>Why somebody who looks like the super administrator is not; null otherwise.</summary>
    internal string? SuperAdministratorDenial { get; init; }
}

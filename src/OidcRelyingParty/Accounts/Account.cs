using System.Diagnostics;

namespace OidcRelyingParty.Accounts;

/// <summary>A user of the application as its store keeps it: what signing in needs to know.</summary>
[DebuggerDisplay("account {Id} of {Tenant}")]
public sealed record Account
{
    /// <summary>The application's own key of the account; never reassigned. 1 to 128 characters.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant the account belongs to.</summary>
    public required string Tenant { get; init; }

    /// <summary>
    /// Under which name the application knows the user: the value of <see cref="Settings.ProvisioningPolicy.UserIdClaim"/>, or the subject. Unique within
    /// the tenant, character by character. Up to 256 characters.
    /// </summary>
    public required string UserId { get; init; }

    /// <summary>
    /// What people call the user; unique within the tenant regardless of capital letters, because nobody can tell <c>Root</c> from <c>root</c> in a
    /// list. Up to 256 characters; null when users have no such name.
    /// </summary>
    public string? UserName { get; init; }

    /// <summary>The e-mail address, which others may have too; null when none is known.</summary>
    public string? Email { get; init; }

    /// <summary>
    /// Whether it was proven that <see cref="Email"/> is this user's. Default: false; anybody could have registered with the address, and no sign-in by
    /// e-mail address may then lead here.
    /// </summary>
    public bool IsEmailVerified { get; init; }

    /// <summary>The name to show; null when none is known.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The stored roles, each once, compared character by character. Default: none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Whether the account must not be entered. Only the application changes that. Default: false.</summary>
    public bool IsDisabled { get; init; }

    /// <summary>The logins that lead here. Default: none.</summary>
    public IReadOnlyList<ExternalLogin> Logins { get; init; } = [];

    /// <summary>Which state of the account this is; given by the store, another one after every change, compared for equality only.</summary>
    public required string Revision { get; init; }

    /// <summary>Names the account without what describes a person.</summary>
    public override string ToString() => $"account {Id} of {Tenant}";
}

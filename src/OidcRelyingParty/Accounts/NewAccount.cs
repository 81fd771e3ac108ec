namespace OidcRelyingParty.Accounts;

/// <summary>An account to be made for a user who signs in for the first time. The texts are those of <see cref="Account"/>, checked and bounded.</summary>
public sealed record NewAccount
{
    /// <summary>The login that leads to the account; also its tenant.</summary>
    public required ExternalLogin Login { get; init; }

    /// <inheritdoc cref="Account.UserId"/>
    public required string UserId { get; init; }

    /// <inheritdoc cref="Account.UserName"/>
    public string? UserName { get; init; }

    /// <inheritdoc cref="Account.Email"/>
    public string? Email { get; init; }

    /// <summary>Whether the provider vouches for the address.</summary>
    public bool IsEmailVerified { get; init; }

    /// <inheritdoc cref="Account.DisplayName"/>
    public string? DisplayName { get; init; }

    /// <inheritdoc cref="Account.Roles"/>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Names the login without what describes a person.</summary>
    public override string ToString() => $"new account for {Login}";
}

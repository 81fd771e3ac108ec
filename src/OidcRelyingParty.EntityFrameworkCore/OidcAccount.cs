using OidcRelyingParty.Accounts;

namespace OidcRelyingParty;

/// <summary>
/// A row of the table <c>OidcAccounts</c>: a user of the application. The host's own administration may list them, and disable them with
/// <c>ExecuteUpdateAsync(update =&gt; update.SetProperty(account =&gt; account.IsDisabled, true))</c>; everything else changes through sign-ins.
/// Sessions that are there go on to their next renewal: end them too.
/// </summary>
public sealed class OidcAccount
{
    internal OidcAccount()
    {
    }

    /// <inheritdoc cref="Account.Id"/>
    public string Id { get; internal set; } = "";

    /// <inheritdoc cref="Account.Tenant"/>
    public string Tenant { get; internal set; } = "";

    /// <inheritdoc cref="Account.UserId"/>
    public string UserId { get; internal set; } = "";

    /// <inheritdoc cref="Account.UserName"/>
    public string? UserName { get; internal set; }

    /// <inheritdoc cref="Account.Email"/>
    public string? Email { get; internal set; }

    /// <inheritdoc cref="Account.IsEmailVerified"/>
    public bool IsEmailVerified { get; internal set; }

    /// <inheritdoc cref="Account.DisplayName"/>
    public string? DisplayName { get; internal set; }

    /// <inheritdoc cref="Account.IsDisabled"/>
    public bool IsDisabled { get; set; }

    internal string Revision { get; set; } = "";

    /// <summary>What the host's administration changes in one statement makes another revision too.</summary>
    internal string CurrentRevision => IsDisabled ? Revision + "-disabled" : Revision;

    // Hashes, so that a database that ignores case, accents or trailing spaces tells texts apart, and finds them alike where they should be.
    internal string UserIdHash { get; set; } = "";

    internal string UserIdFoldedHash { get; set; } = "";

    internal string? UserNameHash { get; set; }

    internal string? UserNameFoldedHash { get; set; }

    internal string? EmailHash { get; set; }

    internal string? EmailFoldedHash { get; set; }

    internal List<AccountRoleEntity> Roles { get; } = [];

    internal List<AccountLoginEntity> Logins { get; } = [];

    internal Account ToAccount() => new()
    {
        Id = Id,
        Tenant = Tenant,
        UserId = UserId,
        UserName = UserName,
        Email = Email,
        IsEmailVerified = IsEmailVerified,
        DisplayName = DisplayName,
        Roles = [.. Roles.OrderBy(role => role.Position).Select(role => role.Role)],
        IsDisabled = IsDisabled,
        Logins = [.. Logins.Select(login => new ExternalLogin(Tenant, login.Issuer, login.Subject))],
        Revision = CurrentRevision,
    };
}

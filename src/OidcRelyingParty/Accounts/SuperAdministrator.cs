using OidcRelyingParty.Identities;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Accounts;

/// <summary>
/// Who the super administrator is: a user of exactly one provider of one tenant. Whoever administers that tenant's settings can change which provider that is.
/// </summary>
public sealed class SuperAdministrator
{
    private readonly OidcSettingsKey _key;
    private readonly Func<ValidatedIdentity, string?, SuperAdministratorMatch> _compare;

    private SuperAdministrator(OidcSettingsKey key, Func<ValidatedIdentity, string?, SuperAdministratorMatch> compare)
    {
        ArgumentNullException.ThrowIfNull(key);
        (_key, _compare) = (key, compare);
    }

    /// <summary>The user with this subject. The only way that nobody else can ever fit.</summary>
    /// <param name="key">The tenant and provider.</param>
    /// <param name="issuer">The issuer, exactly, or its discovery URL.</param>
    /// <param name="subject">The subject, exactly.</param>
    public static SuperAdministrator BySubject(OidcSettingsKey key, string issuer, string subject)
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        ArgumentException.ThrowIfNullOrEmpty(subject);
        return new(key, (identity, _) => identity.Subject != subject ? SuperAdministratorMatch.No
            : IsOf(identity, issuer) ? SuperAdministratorMatch.Proven : SuperAdministratorMatch.OnlyInPart);
    }

    /// <summary>
    /// The first user who signs in with this address in the ID token, verified (<c>email_verified</c>) there. That binds the role to the user's account;
    /// another user who has the address later does not get it.
    /// </summary>
    /// <param name="key">The tenant and provider.</param>
    /// <param name="issuer">The issuer, exactly, or its discovery URL.</param>
    /// <param name="email">The address, exactly.</param>
    public static SuperAdministrator ByVerifiedEmail(OidcSettingsKey key, string issuer, string email)
    {
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        ArgumentException.ThrowIfNullOrEmpty(email);
        return new(key, (identity, _) =>
            EmailClaim.Of(identity) is not { } claim || !string.Equals(claim.Address, email, StringComparison.OrdinalIgnoreCase) ? SuperAdministratorMatch.No
            : claim.Address == email && claim.IsVerifiedInIdToken && IsOf(identity, issuer) ? SuperAdministratorMatch.First
            : SuperAdministratorMatch.OnlyInPart);
    }

    /// <summary>
    /// The first user who signs in with this user name (<see cref="ProvisioningPolicy.UserNameClaim"/>). That binds the role to the user's account. Unsafe
    /// where users can change their name at the provider, or register there: the first who takes the name is the super administrator.
    /// </summary>
    /// <param name="key">The tenant and provider.</param>
    /// <param name="userName">The user name, exactly.</param>
    public static SuperAdministrator DangerousByUserName(OidcSettingsKey key, string userName)
    {
        ArgumentException.ThrowIfNullOrEmpty(userName);
        return new(key, (_, name) =>
            name == userName ? SuperAdministratorMatch.First
            : string.Equals(name, userName, StringComparison.OrdinalIgnoreCase) ? SuperAdministratorMatch.OnlyInPart
            : SuperAdministratorMatch.No);
    }

    internal SuperAdministratorMatch Match(ValidatedIdentity identity, string? userName) => _compare(identity, userName) switch
    {
        not SuperAdministratorMatch.No when identity.SettingsKey != _key => SuperAdministratorMatch.OnlyInPart,
        var match => match,
    };

    // Who configures a discovery URL does not know whether the issuer there ends in a slash.
    private static bool IsOf(ValidatedIdentity identity, string issuer) =>
        identity.Issuer == issuer || (IssuerUrl.TryParse(identity.Issuer, out var url) && url.MetadataAddress.OriginalString == issuer);
}

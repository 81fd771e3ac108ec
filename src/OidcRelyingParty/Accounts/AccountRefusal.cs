using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Accounts;

/// <summary>
/// Why a user does not enter. Those of one code look the same to the user, who must not learn whether there is an account; the message is the operator's.
/// </summary>
internal static class AccountRefusal
{
    public static OidcError Unknown(ExternalLogin login) =>
        Refused($"There is no account for {login}, and the settings make none ({nameof(ProvisioningPolicy.CreateAccounts)}).");

    public static OidcError Gone(ExternalLogin login) => Refused($"The account for {login} is gone.");

    public static OidcError Disabled(Account account) => Refused($"The {account} is disabled.");

    public static OidcError Domain(ExternalLogin login, string? domain) => Refused(domain is null
        ? $"The e-mail address of {login} has not exactly one @ with a domain behind it."
        : $"The e-mail address of {login} is of {Printable.Of(domain)}, which is not one of {nameof(ProvisioningPolicy.EmailDomains)}.");

    public static OidcError Unverified(ExternalLogin login) => Refused($"The provider does not say that it has verified the e-mail address of {login}.");

    public static OidcError NameTaken(NewAccount account) => OidcError.Create(
        OidcErrorCodes.AccountUserNameTaken,
        $"Another account of tenant {account.Login.Tenant} has the user id '{Printable.Of(account.UserId)}'"
        + (account.UserName is { } name ? $", or the user name '{Printable.Of(name)}'." : "."));

    public static OidcError Ambiguous(AccountLinking linking, bool ignoringCase) => OidcError.Create(
        OidcErrorCodes.AccountAmbiguous, $"More than one account matches ({linking}{(ignoringCase ? ", regardless of capital letters" : "")}).");

    /// <summary>Why an account may not be taken over; null when it may.</summary>
    public static OidcError? FindLinkFault(Account account, AccountLinking linking, OidcAccountOptions options) =>
        account.IsDisabled ? Disabled(account)
        : options.AdministratorRole is null
            ? LinkRefused($"Which accounts are administrators' is not known: the host sets no {nameof(options.AdministratorRole)}.")
        : options.ArePrivileged(account.Roles) ? LinkRefused($"The {account} is an administrator's.")
        : linking == AccountLinking.ByVerifiedEmail && !account.IsEmailVerified ? LinkRefused($"Nobody has proven that the e-mail address of {account} is its user's.")
        : null;

    private static OidcError Refused(string message) => OidcError.Create(OidcErrorCodes.AccountRefused, message);

    private static OidcError LinkRefused(string message) => OidcError.Create(OidcErrorCodes.AccountLinkRefused, message);
}

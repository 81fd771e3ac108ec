using OidcRelyingParty.Accounts;
using OidcRelyingParty.Roles;

namespace OidcRelyingParty;

/// <summary>What a sign-in would come to, for an administrator who tries settings out. Nothing of it was done.</summary>
/// <param name="Roles">Which roles, and why.</param>
/// <param name="Account">Which account, and why; null where the host keeps none.</param>
internal sealed record SignInTrial(RoleExplanation Roles, AccountDecision? Account)
{
    /// <summary>Why the sign-in would be refused; null when it would not.</summary>
    public OidcError? Refusal => Account is null ? Roles.Refusal : Account.Error;
}

using System.Diagnostics;
using System.Security.Claims;
using OidcRelyingParty.Accounts;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Roles;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty;

/// <summary>A finished sign-in.</summary>
[DebuggerDisplay("{Identity}")]
public sealed class SignInResult
{
    internal SignInResult()
    {
    }

    /// <summary>Who signed in.</summary>
    public required ValidatedIdentity Identity { get; init; }

    /// <summary>The account that the user has entered; null where the host keeps none (<see cref="OidcRelyingPartyBuilder.UseAccounts(IAccountStore, Action{OidcAccountOptions}?)"/>).</summary>
    public Account? Account { get; init; }

    /// <summary>The roles of the session: those that the claims map to, or where there are accounts, those of the account.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    /// <summary>How sure <see cref="Roles"/> are: none because the provider says so, or because it cannot be told.</summary>
    public required RoleOutcome RoleOutcome { get; init; }

    /// <summary>The identity as .NET code expects it, with the claims worth keeping in a session.</summary>
    public required ClaimsPrincipal Principal { get; init; }

    /// <summary>The tokens, for a host that calls other services. They are kept nowhere.</summary>
    public required TokenResponse Tokens { get; init; }

    /// <summary>The settings the sign-in was done with.</summary>
    public required OidcSettings Settings { get; init; }

    /// <summary>Where the user wanted to go, as given at the start.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>What an administrator's trial shows; null for a sign-in that counts.</summary>
    internal SignInTrial? Trial { get; init; }
}

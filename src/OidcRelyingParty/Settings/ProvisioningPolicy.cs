using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <summary>Which users of a provider get an account, and which claims describe it. Matters where the host keeps accounts.</summary>
public sealed record ProvisioningPolicy
{
    /// <summary>Whether a user without an account gets one at the first sign-in. Default: false, only users with an account may enter.</summary>
    public bool CreateAccounts { get; init; }

    /// <summary>
    /// The domains of which a new user's verified e-mail address must be, such as <c>example.org</c>; each is a whole domain, a sub-domain is another
    /// one. Null for no such rule; an empty list lets nobody in. Default: null.
    /// </summary>
    public IReadOnlyList<string>? EmailDomains { get; init; }

    /// <summary>
    /// The claim that is the user's identifier in the application, for applications that know their users by an address or a number. The account is
    /// still found by issuer and subject. Null for the subject itself. Default: null.
    /// </summary>
    public string? UserIdClaim { get; init; }

    /// <summary>The claim that is the user's name in the application, unique within the tenant; null for no such name. Default: <c>preferred_username</c>.</summary>
    public string? UserNameClaim { get; init; } = WireNames.PreferredUsername;

    /// <summary>
    /// Whether a user who signs in for the first time may take over an account that is there already. Default: never, because whoever can choose a
    /// claim at the provider could choose an account.
    /// </summary>
    public AccountLinking Linking { get; init; }

    /// <summary>
    /// Whether identifiers and names match regardless of capital letters. When more than one account would then match, none does and the sign-in is
    /// refused. Default: false.
    /// </summary>
    public bool MatchIgnoringCase { get; init; }
}

using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Logout;

/// <summary>A provider's word, checked, that a session of its user is over.</summary>
public sealed class LogoutNotice
{
    internal LogoutNotice()
    {
    }

    /// <summary>The settings the notice is for. Several only when tenants share one registration at the provider.</summary>
    public required IReadOnlyList<OidcSettingsKey> SettingsKeys { get; init; }

    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The user; null when the notice names only a session.</summary>
    public string? Subject { get; init; }

    /// <summary>The provider's session; null when all sessions of the user are meant.</summary>
    public string? ProviderSessionId { get; init; }

    /// <summary>Identifies the notice at its issuer.</summary>
    public required string JwtId { get; init; }

    /// <summary>Until when the same notice could come again.</summary>
    public required DateTimeOffset UsableUntil { get; init; }

    /// <summary>The sessions that are over: those of the named provider session, or without one all of the user.</summary>
    internal IEnumerable<SessionSelector> Sessions => SettingsKeys.Select(key => ProviderSessionId is { } sid
        ? SessionSelector.OfProviderSession(key, Issuer, sid, Subject)
        : SessionSelector.OfUser(key, Issuer, Subject!)); // a rule saw that one of the two is there
}

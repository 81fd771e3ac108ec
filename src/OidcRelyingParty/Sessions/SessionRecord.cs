using System.Diagnostics;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Sessions;

/// <summary>
/// A signed-in session as a store keeps it: what sessions are found by, in the clear, and everything else in <see cref="Payload"/>, protected.
/// </summary>
[DebuggerDisplay("session of {Subject} with {SettingsKey}")]
public sealed record SessionRecord
{
    /// <summary>Identifies the session: 22 random characters. Knowing it is not enough to use it; the cookie that names it is protected.</summary>
    public required string Id { get; init; }

    /// <summary>The tenant and provider the user signed in with.</summary>
    public required OidcSettingsKey SettingsKey { get; init; }

    /// <summary>The issuer.</summary>
    public required string Issuer { get; init; }

    /// <summary>The user's identifier at the issuer.</summary>
    public required string Subject { get; init; }

    /// <summary>The provider's own session, the <c>sid</c> of the ID token; null when it has none.</summary>
    public string? ProviderSessionId { get; init; }

    /// <summary>When the user signed in.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When the session ends whatever happens.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>What the user sees in a list of sessions, such as the browser's name; up to 200 printable characters, from the client.</summary>
    public string? Device { get; init; }

    /// <summary>Until when one node is renewing the tokens and the others wait; null when none is.</summary>
    public DateTimeOffset? RenewingUntil { get; init; }

    /// <summary>Counts the changes; a store replaces a record only when it still has the revision that was read.</summary>
    public int Revision { get; init; }

    /// <summary>Principal and tokens, protected. Opaque to a store.</summary>
    public required byte[] Payload { get; init; }

    /// <summary>Names the session without its payload.</summary>
    public override string ToString() => $"session of {Subject} with {SettingsKey}";
}

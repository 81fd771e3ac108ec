namespace OidcRelyingParty.Revisions;

/// <summary>One change, carried out as a whole or not at all.</summary>
public sealed record SettingsChange
{
    /// <summary>The head after the change.</summary>
    public required SettingsHead Head { get; init; }

    /// <summary>The <see cref="SettingsHead.Stamp"/> that must still be stored; null when there must be no head yet.</summary>
    public required string? ExpectedStamp { get; init; }

    /// <summary>The revision to add, or to replace by one of the same version about which more is known; null when none changes.</summary>
    public SettingsRevision? Revision { get; init; }

    /// <summary>What to write into the history.</summary>
    public required SettingsHistoryEntry Entry { get; init; }
}

namespace OidcRelyingParty.Revisions;

/// <summary>Who did what to the settings, and when. Names fields, never their values.</summary>
public sealed record SettingsHistoryEntry
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Who, as the host names its users.</summary>
    public required string By { get; init; }

    /// <summary>What.</summary>
    public required SettingsAction Action { get; init; }

    /// <summary>Which revision.</summary>
    public required string Version { get; init; }

    /// <summary>The fields that differ from the revision before.</summary>
    public IReadOnlyList<string> ChangedFields { get; init; } = [];

    /// <summary>Which check was left out on purpose, and why; null when none was.</summary>
    public string? Override { get; init; }
}

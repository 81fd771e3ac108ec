using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>A row of the table of what was done.</summary>
internal sealed class HistoryEntity
{
    /// <summary>Given by the database. Later changes have higher numbers: each begins after the one before it was stored.</summary>
    public long Id { get; init; }

    public required string Tenant { get; init; }

    public required string Provider { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string By { get; init; }

    public required SettingsAction Action { get; init; }

    public required string Version { get; init; }

    /// <summary>The names of the fields, separated by spaces, which no name has.</summary>
    public required string ChangedFields { get; init; }

    public required string? Override { get; init; }

    public static HistoryEntity Of(OidcSettingsKey key, SettingsHistoryEntry entry) => new()
    {
        Tenant = key.Tenant,
        Provider = key.Provider,
        At = entry.At,
        By = HostDatabase.TextOf(entry.By),
        Action = entry.Action,
        Version = entry.Version,
        ChangedFields = string.Join(' ', entry.ChangedFields),
        Override = entry.Override is { } reason ? HostDatabase.TextOf(reason) : null,
    };

    public SettingsHistoryEntry ToEntry() => new()
    {
        At = At,
        By = By,
        Action = Action,
        Version = Version,
        ChangedFields = ChangedFields.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        Override = Override,
    };
}

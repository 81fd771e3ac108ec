using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>
/// Which revision of one tenant's provider is in force, and which was saved last: the one row that a change replaces, if nobody has replaced it before.
/// </summary>
public sealed record SettingsHead
{
    /// <summary>Tenant and provider.</summary>
    public required OidcSettingsKey Key { get; init; }

    /// <summary>A random text that every change replaces; what a client sends as <c>If-Match</c>.</summary>
    public required string Stamp { get; init; }

    /// <summary>The revision saved last.</summary>
    public required string LatestVersion { get; init; }

    /// <summary>The revision put in force last; null while there is none.</summary>
    public string? ActiveVersion { get; init; }

    /// <summary>Until when <see cref="ActiveVersion"/> must be confirmed; null when it need not be.</summary>
    public DateTimeOffset? ConfirmBy { get; init; }

    /// <summary>The revision that is in force again when nobody confirms; null when there was none before.</summary>
    public string? FallbackVersion { get; init; }

    /// <summary>
    /// The revision in force at an instant. That an unconfirmed one is over follows from the stored values and the clock alone: no process has to be alive
    /// to undo it.
    /// </summary>
    /// <param name="now">The instant.</param>
    public string? VersionInForce(DateTimeOffset now) => IsUndone(now) ? FallbackVersion : ActiveVersion;

    /// <summary>Whether the time to confirm is over.</summary>
    internal bool IsUndone(DateTimeOffset now) => ConfirmBy is { } end && now >= end;

    /// <summary>The same head once what the clock has undone is written down.</summary>
    internal SettingsHead Settle(DateTimeOffset now) => IsUndone(now)
        ? this with { ActiveVersion = FallbackVersion, ConfirmBy = null, FallbackVersion = null }
        : this;
}

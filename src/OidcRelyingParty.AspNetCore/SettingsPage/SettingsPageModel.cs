using OidcRelyingParty.Formats;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.SettingsPage;

/// <summary>What the page shows. It is given no secret.</summary>
internal sealed record SettingsPageModel
{
    public required string Title { get; init; }

    /// <summary>Where the page is.</summary>
    public required string Path { get; init; }

    public required SettingsView View { get; init; }

    public required IReadOnlyList<SettingsField> Fields { get; init; }

    /// <summary>What stands in the fields.</summary>
    public required IReadOnlyDictionary<string, string> Texts { get; init; }

    /// <summary>What proves that a form of the page is sent back by the page.</summary>
    public required (string Name, string Value) Antiforgery { get; init; }

    /// <summary>What to register at the provider; null while the host has no public origin.</summary>
    public required Uri? RedirectUri { get; init; }

    public IReadOnlyList<(string Name, Uri Address)> MoreAddresses { get; init; } = [];

    public IReadOnlyList<SettingsHistoryEntry> History { get; init; } = [];

    /// <summary>The two revisions that were asked for, else the one in force and the one saved last, when they are two.</summary>
    public RevisionComparisonShown? Comparison { get; init; }

    /// <summary>What is wrong with what was typed.</summary>
    public IReadOnlyList<SettingsFinding> Faults { get; init; } = [];

    /// <summary>What a test of the connection found; null when there was none.</summary>
    public IReadOnlyList<SettingsFinding>? Findings { get; init; }

    /// <summary>Whether a secret was typed, which the page does not give back.</summary>
    public bool IsSecretTyped { get; init; }

    /// <summary>What was done; null when nothing was.</summary>
    public PageNotice? Notice { get; init; }

    /// <summary>What went wrong besides; null when nothing did.</summary>
    public OidcError? Error { get; init; }

    /// <summary>The known provider that was chosen; null when none was.</summary>
    public PresetForm? Preset { get; init; }
}

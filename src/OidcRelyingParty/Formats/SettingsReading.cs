using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Formats;

/// <summary>What a document says: settings, what becomes of the secret, and all that is wrong with it.</summary>
public sealed record SettingsReading
{
    /// <summary>The settings, without secrets; as far as they could be read when there are findings.</summary>
    public required OidcSettings Settings { get; init; }

    /// <summary>What becomes of the client secret.</summary>
    public SecretChange ClientSecret { get; init; } = SecretChange.Keep;

    /// <summary>What could not be read; empty when all could.</summary>
    public IReadOnlyList<SettingsFinding> Findings { get; init; } = [];
}

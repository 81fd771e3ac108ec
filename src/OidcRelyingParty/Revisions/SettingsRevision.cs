using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>One revision of settings, as it was saved. Only what is known of it grows; the settings themselves never change.</summary>
public sealed record SettingsRevision
{
    /// <summary>The settings, with their secrets; their <see cref="OidcSettings.Version"/> is this revision's.</summary>
    public required OidcSettings Settings { get; init; }

    /// <summary>When it was saved.</summary>
    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Who saved it, as the host names its users.</summary>
    public required string SavedBy { get; init; }

    /// <summary>When the client secret was set; null when there is none.</summary>
    public DateTimeOffset? SecretSetAt { get; init; }

    /// <summary>The key of the secret's fingerprint: random, its own for each tenant and provider, and as secret as the secret.</summary>
    public Secret? FingerprintKey { get; init; }

    /// <summary>When a test sign-in with it succeeded; null when none did.</summary>
    public DateTimeOffset? TestedAt { get; init; }

    /// <summary>Who made that test.</summary>
    public string? TestedBy { get; init; }

    /// <summary>When the live provider agreed with it: a probe or a test sign-in; null when it was not asked.</summary>
    public DateTimeOffset? ProvenAt { get; init; }

    /// <summary>
    /// When it was first put in force; null when it never was. One that was put in force untested, where the host asks for a test and for a
    /// confirmation, has it from the confirmation on.
    /// </summary>
    public DateTimeOffset? ActivatedAt { get; init; }
}

using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>The settings as an administrator sees them: the revision saved last, and what is in force. Holds no secret.</summary>
public sealed record SettingsView
{
    /// <summary>Tenant and provider.</summary>
    public required OidcSettingsKey Key { get; init; }

    /// <summary>What to send with the next change; null when nothing was ever saved.</summary>
    public string? Stamp { get; init; }

    /// <summary>The settings saved last, without their secrets; the defaults, switched off, when nothing was ever saved.</summary>
    public required OidcSettings Settings { get; init; }

    /// <summary>What is known of the client secret.</summary>
    public SecretStatus ClientSecret { get; init; } = new(IsSet: false, IsReadable: true, SetAt: null, Fingerprint: null);

    /// <summary>Whether there is a private key for client authentication.</summary>
    public bool HasClientKey { get; init; }

    /// <summary>What the revision saved last is; null when nothing was ever saved.</summary>
    public RevisionState? State { get; init; }

    /// <summary>When it was saved.</summary>
    public DateTimeOffset? SavedAt { get; init; }

    /// <summary>Who saved it.</summary>
    public string? SavedBy { get; init; }

    /// <summary>The revision in force; null when there is none.</summary>
    public string? VersionInForce { get; init; }

    /// <summary>Whether sign-in is switched on, by the revision in force.</summary>
    public bool IsSignInEnabled { get; init; }

    /// <summary>Until when the revision in force must be confirmed; null when it need not be.</summary>
    public DateTimeOffset? ConfirmBy { get; init; }

    /// <summary>What is wrong with what is stored, such as a secret that cannot be decrypted; null when nothing is.</summary>
    public OidcError? Problem { get; init; }
}

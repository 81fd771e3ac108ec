using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>Settings that somebody wants to save.</summary>
public sealed record SettingsUpdate
{
    /// <summary>For <see cref="ExpectedStamp"/>: whatever is stored is replaced. For contracts that know no versions; the last writer wins.</summary>
    public const string AnyStamp = "*";

    /// <summary>The settings. Secrets in them are not looked at: a view has none, so they cannot come back from one.</summary>
    public required OidcSettings Settings { get; init; }

    /// <summary>What becomes of the client secret. Default: it is kept.</summary>
    public SecretChange ClientSecret { get; init; } = SecretChange.Keep;

    /// <summary>What becomes of the private key for client authentication, in PEM. Default: it is kept.</summary>
    public SecretChange ClientKey { get; init; } = SecretChange.Keep;

    /// <summary>The stamp of the settings that this changes; null when there should be none yet.</summary>
    public required string? ExpectedStamp { get; init; }

    /// <summary>Who saves, as the host names its users. Written into the history.</summary>
    public required string By { get; init; }

    /// <summary>Saves without putting in force, whatever the host's policy is. Default: false.</summary>
    public bool AsDraft { get; init; }

    /// <summary>The redirect URI of this host, to find out whether the provider knows it; null when the settings name one, or nobody knows.</summary>
    public Uri? RedirectUri { get; init; }

    /// <summary>Why the live provider is not asked; null to ask it. Written into the history.</summary>
    public string? SkipProbe { get; init; }
}

using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Revisions;

/// <summary>A row of the table of revisions.</summary>
internal sealed class RevisionEntity
{
    /// <summary>What may change after the revision was saved.</summary>
    public static readonly string[] Growing = [nameof(TestedAt), nameof(TestedBy), nameof(ProvenAt), nameof(ActivatedAt)];

    public required string Tenant { get; init; }

    public required string Provider { get; init; }

    public required string Version { get; init; }

    /// <summary>The <see cref="Settings.IssuerFingerprint"/> of the settings.</summary>
    public required string? IssuerHash { get; init; }

    /// <summary>The settings as JSON that people can read; no secret is in it.</summary>
    public required string Document { get; init; }

    /// <summary>The secrets, encrypted.</summary>
    public required string? ProtectedSecrets { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    public required string SavedBy { get; init; }

    public required DateTimeOffset? SecretSetAt { get; init; }

    public required DateTimeOffset? TestedAt { get; init; }

    public required string? TestedBy { get; init; }

    public required DateTimeOffset? ProvenAt { get; init; }

    public required DateTimeOffset? ActivatedAt { get; init; }

    public static RevisionEntity Of(SettingsRevision revision, RevisionSerializer serializer)
    {
        var serialized = serializer.Write(revision);
        return new()
        {
            Tenant = revision.Settings.Key.Tenant,
            Provider = revision.Settings.Key.Provider,
            Version = revision.Settings.Version,
            IssuerHash = IssuerFingerprint.Of(revision.Settings),
            Document = serialized.Document,
            ProtectedSecrets = serialized.ProtectedSecrets,
            SavedAt = revision.SavedAt,
            SavedBy = HostDatabase.TextOf(revision.SavedBy),
            SecretSetAt = revision.SecretSetAt,
            TestedAt = revision.TestedAt,
            TestedBy = revision.TestedBy is { } tester ? HostDatabase.TextOf(tester) : null,
            ProvenAt = revision.ProvenAt,
            ActivatedAt = revision.ActivatedAt,
        };
    }

    public SettingsRevision ToRevision(RevisionSerializer serializer)
    {
        var (settings, fingerprintKey) = serializer.Read(new OidcSettingsKey(Tenant, Provider), Version, new SerializedRevision(Document, ProtectedSecrets));
        return new()
        {
            Settings = settings,
            FingerprintKey = fingerprintKey,
            SavedAt = SavedAt,
            SavedBy = SavedBy,
            SecretSetAt = SecretSetAt,
            TestedAt = TestedAt,
            TestedBy = TestedBy,
            ProvenAt = ProvenAt,
            ActivatedAt = ActivatedAt,
        };
    }
}

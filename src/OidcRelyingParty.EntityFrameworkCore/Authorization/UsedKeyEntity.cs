namespace OidcRelyingParty.Authorization;

/// <summary>A row of the table of keys that were used.</summary>
internal sealed class UsedKeyEntity
{
    /// <summary>The hash of the key, so that a database that ignores case or trailing spaces tells keys apart too.</summary>
    public required string KeyHash { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}

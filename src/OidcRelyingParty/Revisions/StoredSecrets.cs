using System.Text.Json.Serialization;

namespace OidcRelyingParty.Revisions;

/// <summary>The secrets of a revision in the form that is encrypted.</summary>
internal sealed record StoredSecrets
{
    public string? ClientSecret { get; init; }

    public string? FingerprintKey { get; init; }

    public StoredKey? ClientKey { get; init; }

    public IReadOnlyList<StoredKey> DecryptionKeys { get; init; } = [];

    [JsonIgnore]
    public bool IsEmpty => ClientSecret is null && FingerprintKey is null && ClientKey is null && DecryptionKeys.Count == 0;

    // A record would print its members.
    public override string ToString() => "[redacted]";

    internal sealed record StoredKey(string Pem, string? KeyId)
    {
        public override string ToString() => "[redacted]";
    }
}

[JsonSerializable(typeof(StoredSecrets))]
internal sealed partial class StoredSecretsJson : JsonSerializerContext;

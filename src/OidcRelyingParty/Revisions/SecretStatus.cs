namespace OidcRelyingParty.Revisions;

/// <summary>All that may be known of a stored secret.</summary>
/// <param name="IsSet">Whether there is one.</param>
/// <param name="IsReadable">Whether it can be decrypted; true when there is none.</param>
/// <param name="SetAt">When it was set.</param>
/// <param name="Fingerprint">
/// Eight hexadecimal digits that are the same as long as the secret is, keyed with a random key of this tenant and provider, so that nobody can try
/// guesses on it; null when there is no secret or it cannot be read.
/// </param>
public sealed record SecretStatus(bool IsSet, bool IsReadable, DateTimeOffset? SetAt, string? Fingerprint);

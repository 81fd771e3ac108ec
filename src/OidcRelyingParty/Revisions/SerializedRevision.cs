namespace OidcRelyingParty.Revisions;

/// <summary>A revision's settings as a store keeps them.</summary>
/// <param name="Document">The settings as JSON, without secrets.</param>
/// <param name="ProtectedSecrets">The secrets, encrypted; null when there are none.</param>
public sealed record SerializedRevision(string Document, string? ProtectedSecrets);

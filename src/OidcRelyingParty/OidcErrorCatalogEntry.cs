namespace OidcRelyingParty;

/// <summary>A row of the catalogue.</summary>
internal sealed record OidcErrorCatalogEntry(string Code, OidcErrorKind Kind, string Meaning, string Remedy);

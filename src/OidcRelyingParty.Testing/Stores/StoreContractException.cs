namespace OidcRelyingParty.Testing.Stores;

/// <summary>A store does not do what its contract says.</summary>
/// <param name="message">What was expected and what was found.</param>
public sealed class StoreContractException(string message) : Exception(message);

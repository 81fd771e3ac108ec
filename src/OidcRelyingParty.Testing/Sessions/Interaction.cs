namespace OidcRelyingParty.Testing.Sessions;

/// <summary>A page that waits for the user's answer; bound to the browser it was shown in.</summary>
/// <param name="Browser">What the browser's cookie must hold.</param>
/// <param name="Request">What the page is about.</param>
/// <param name="Session">Who is asked for consent; null on the sign-in page.</param>
internal sealed record Interaction(string Browser, AuthorizationRequest Request, ProviderSession? Session)
{
    public string Id { get; } = RandomId.Create();
}

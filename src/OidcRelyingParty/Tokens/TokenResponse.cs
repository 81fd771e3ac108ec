using System.Diagnostics;

namespace OidcRelyingParty.Tokens;

/// <summary>The tokens a provider issued for a code or a refresh token. Printing it shows none of them.</summary>
[DebuggerDisplay("token response")]
public sealed class TokenResponse
{
    internal TokenResponse()
    {
    }

    /// <summary>The ID token as it came; already validated when a host gets to see it. Null only after a renewal for which the provider issued none.</summary>
    public Secret? IdToken { get; init; }

    /// <summary>The access token.</summary>
    public required Secret AccessToken { get; init; }

    /// <summary>The refresh token; null when the provider gave none.</summary>
    public Secret? RefreshToken { get; init; }

    /// <summary>How long the access token is good for; null when the provider does not say, or says something senseless.</summary>
    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>The scopes granted; null when the provider does not say, which means those asked for.</summary>
    public string? Scope { get; init; }
}

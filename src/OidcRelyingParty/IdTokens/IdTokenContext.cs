using System.Text.Json;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.IdTokens;

/// <summary>What the rules look at: the token's words, and what was asked for.</summary>
/// <param name="Header">The JOSE header.</param>
/// <param name="Claims">The claims.</param>
/// <param name="Settings">The settings the sign-in began with.</param>
/// <param name="Metadata">The provider's metadata.</param>
/// <param name="Expected">What was asked for.</param>
/// <param name="AccessToken">The access token that came with it.</param>
/// <param name="Now">The moment of validation.</param>
/// <param name="ClockSkew">How far the provider's clock may be from ours.</param>
internal sealed record IdTokenContext(
    JsonElement Header,
    JsonElement Claims,
    OidcSettings Settings,
    ProviderMetadata Metadata,
    IdTokenExpectations Expected,
    Secret AccessToken,
    DateTimeOffset Now,
    TimeSpan ClockSkew);

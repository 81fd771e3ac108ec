using System.Text.Json;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Logout;

/// <summary>What the rules look at.</summary>
/// <param name="Header">The JOSE header.</param>
/// <param name="Claims">The claims.</param>
/// <param name="Settings">Settings that name the token's issuer and audience.</param>
/// <param name="Now">The moment of validation.</param>
/// <param name="ClockSkew">How far the provider's clock may be from ours.</param>
internal sealed record LogoutTokenContext(JsonElement Header, JsonElement Claims, OidcSettings Settings, DateTimeOffset Now, TimeSpan ClockSkew);

using OidcRelyingParty.Discovery;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty;

/// <summary>New tokens of a session, checked, before anybody was asked about the user.</summary>
internal sealed record RefreshedTokens(OidcSettings Settings, ProviderSnapshot Provider, TokenResponse Tokens, ValidatedIdToken IdToken);

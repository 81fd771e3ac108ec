using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Probing;

/// <summary>What the rules compare.</summary>
/// <param name="Settings">What the administrator asks for.</param>
/// <param name="Metadata">What the provider says and sign-ins read.</param>
/// <param name="Capabilities">What the provider says besides.</param>
internal sealed record ProbeContext(OidcSettings Settings, ProviderMetadata Metadata, ProviderCapabilities Capabilities);

using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>Plan <c>oidcc-client-basic-certification-test-plan</c>.</summary>
public sealed class BasicRp() : BasicRpModules(AuthorizationResponseMode.Query);

using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Probing;

/// <content>What every sign-in needs of a provider, whatever the settings.</content>
internal static partial class ProbeRules
{
    private const string Provider = nameof(OidcSettings.Issuer);

    private static SettingsFinding? Lists(ProbeContext context) => context.Capabilities.Unreadable is { Count: > 0 } unreadable
        ? Finding.Warning(Provider, OidcErrorCodes.MetadataIncomplete, $"The metadata has members that should be lists of texts: {Finding.List(unreadable)}. They count as absent.")
        : null;

    private static SettingsFinding? ResponseType(ProbeContext context) => Lacks(context.Capabilities.ResponseTypes, WireNames.Code)
        ? Finding.Error(Provider, OidcErrorCodes.ProbeRequest,
            $"Sign-ins use the response type '{WireNames.Code}'; the provider offers {Finding.List(context.Capabilities.ResponseTypes!)}.") // it lacks something, so it is there
        : null;

    private static SettingsFinding? GrantType(ProbeContext context) => Lacks(context.Capabilities.GrantTypes, WireNames.AuthorizationCodeGrant)
        ? Finding.Error(Provider, OidcErrorCodes.ProbeRequest,
            $"Sign-ins use the grant type '{WireNames.AuthorizationCodeGrant}'; the provider offers {Finding.List(context.Capabilities.GrantTypes!)}.") // as above
        : null;

    private static SettingsFinding CodeChallenge(ProbeContext context) => context.Capabilities.CodeChallengeMethods switch
    {
        null => Finding.Information(Provider, OidcErrorCodes.ProbeNotStated,
            $"The metadata does not say whether the provider knows PKCE. Sign-ins use it with {WireNames.Sha256CodeChallenge}; a provider that does not know it ignores it."),
        var offered when Lacks(offered, WireNames.Sha256CodeChallenge) => Finding.Error(Provider, OidcErrorCodes.ProbePkce,
            $"Sign-ins use PKCE with {WireNames.Sha256CodeChallenge}; the provider offers {Finding.List(offered)}."),
        _ => Finding.Passed(Provider, $"The provider offers PKCE with {WireNames.Sha256CodeChallenge}."),
    };

    private static SettingsFinding IssuerInResponse(ProbeContext context) => context.Metadata.AuthorizationResponseIssuer
        ? Finding.Passed(Provider, "The provider names itself in every answer (RFC 9207), and answers that do not are refused.")
        : Finding.Information(Provider, OidcErrorCodes.ProbeNotStated, "The metadata does not say that the provider names itself in every answer (RFC 9207).");

    // What is not stated, nobody lacks.
    private static bool Lacks(IReadOnlyList<string>? offered, string wanted) => offered?.Contains(wanted, StringComparer.Ordinal) == false;
}

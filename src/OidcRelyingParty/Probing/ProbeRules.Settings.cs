using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Probing;

/// <content>What the settings ask for beyond that.</content>
internal static partial class ProbeRules
{
    private static SettingsFinding? Algorithms(ProbeContext context)
    {
        var accepted = SigningAlgorithms.AcceptedBy(context.Settings);
        return context.Capabilities.IdTokenSigningAlgorithms is { } offered && !offered.Intersect(accepted, StringComparer.Ordinal).Any()
            ? Finding.Error(nameof(OidcSettings.IdTokenSigningAlgorithms), OidcErrorCodes.ProbeAlgorithms,
                $"The settings accept ID tokens signed with {Finding.List(accepted)}; the provider offers {Finding.List(offered)}.")
            : null;
    }

    private static SettingsFinding? ResponseMode(ProbeContext context)
    {
        var wanted = context.Settings.ResponseMode == AuthorizationResponseMode.FormPost ? WireNames.FormPost : WireNames.Query;
        return Lacks(context.Capabilities.ResponseModes, wanted)
            ? Finding.Error(nameof(OidcSettings.ResponseMode), OidcErrorCodes.ProbeRequest,
                $"The settings ask for the response mode '{wanted}'; the provider offers {Finding.List(context.Capabilities.ResponseModes!)}.") // it lacks something, so it is there
            : null;
    }

    private static SettingsFinding? Scopes(ProbeContext context) => Missing(context.Capabilities.Scopes, AuthorizationRequest.ScopesOf(context.Settings)) is { } missing
        ? Finding.Warning(nameof(OidcSettings.Scopes), OidcErrorCodes.ProbeScopes, $"The provider does not list these scopes: {missing}.")
        : null;

    private static SettingsFinding? AcrValues(ProbeContext context) => Missing(context.Capabilities.AcrValues, context.Settings.AcrValues) is { } missing
        ? Finding.Warning(nameof(OidcSettings.AcrValues), OidcErrorCodes.ProbeRequest, $"The provider does not list these authentication contexts: {missing}.")
        : null;

    private static SettingsFinding? UserInfoForRoles(ProbeContext context) =>
        context.Metadata.UserInfoEndpoint is null && context.Settings.Roles.Claims.FirstOrDefault(claim => claim.Source == RoleClaimSource.UserInfo) is { } role
            ? Finding.Error(nameof(OidcSettings.Roles), OidcErrorCodes.ProbeEndpoint,
                $"The role claim '{Printable.Of(role.Path)}' is to come from UserInfo, and the provider has no UserInfo endpoint.")
            : null;

    private static SettingsFinding? Claims(ProbeContext context)
    {
        // An access token is not what the list is about. Of a path, the provider can only list the claim it begins in.
        var ofRoles = context.Settings.Roles.Claims.Where(claim => claim.Source != RoleClaimSource.AccessToken).Select(claim => claim.Path)
            .Select(path => Lacks(context.Capabilities.Claims, path) ? path.Split('.')[0] : path);
        string?[] ofAccounts = [context.Settings.Provisioning.UserIdClaim, context.Settings.Provisioning.UserNameClaim];
        return Missing(context.Capabilities.Claims, ofRoles.Concat(ofAccounts.OfType<string>())) is { } missing
            ? Finding.Information(nameof(OidcSettings.Roles), OidcErrorCodes.ProbeClaims, $"The provider does not list these claims: {missing}.")
            : null;
    }

    private static SettingsFinding? SingleSignOut(ProbeContext context) => context.Settings.SingleSignOut && context.Metadata.EndSessionEndpoint is null
        ? Finding.Warning(nameof(OidcSettings.SingleSignOut), OidcErrorCodes.ProbeEndpoint,
            "Signing out is to end the session at the provider too, and the provider has no end-session endpoint: it ends only here.")
        : null;

    /// <summary>The words that a list lacks, for a message; null when it lacks none or is not stated.</summary>
    private static string? Missing(IReadOnlyList<string>? offered, IEnumerable<string> wanted) =>
        wanted.Where(word => Lacks(offered, word)).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } missing ? Finding.List(missing) : null;
}

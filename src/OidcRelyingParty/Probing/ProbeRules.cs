using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Probing;

/// <summary>What the metadata says, held against what the settings ask for: one small function for each check, without network.</summary>
internal static partial class ProbeRules
{
    private static readonly Func<ProbeContext, SettingsFinding?>[] Rules =
    [
        Lists, ResponseType, GrantType, CodeChallenge, IssuerInResponse, Algorithms, ResponseMode, Scopes, AcrValues, UserInfoForRoles, Claims, SingleSignOut,
    ];

    /// <summary>All that the rules have to say.</summary>
    public static IEnumerable<SettingsFinding> Apply(ProbeContext context) => Rules.Select(rule => rule(context)).OfType<SettingsFinding>();
}

using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Roles;

/// <summary>What became of reading one role claim.</summary>
/// <param name="Claim">Where it was looked for.</param>
/// <param name="State">Whether it was found.</param>
/// <param name="Found">What was found in words, such as <c>a list of 3</c>: its type, never its values.</param>
public sealed record RoleClaimReading(RoleClaim Claim, RoleClaimState State, string Found)
{
    internal bool IsUnknown => State is RoleClaimState.WrongShape or RoleClaimState.LeftOut or RoleClaimState.Unavailable;

    /// <summary>For messages: what was looked for, where, and what was found.</summary>
    internal string Describe() => $"'{Printable.Of(Claim.Path)}' in {Place}: {Found}";

    private string Place => Claim.Source switch
    {
        RoleClaimSource.IdToken => "the ID token",
        RoleClaimSource.UserInfo => "UserInfo",
        RoleClaimSource.AccessToken => "the access token",
        _ => "the ID token and UserInfo",
    };
}

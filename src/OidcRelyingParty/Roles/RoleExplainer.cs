using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Roles;

/// <summary>Says which roles claims would give and why, by doing what a sign-in does and writing it down.</summary>
public sealed class RoleExplainer
{
    private readonly OidcRelyingPartyOptions _options;

    internal RoleExplainer(IOptions<OidcRelyingPartyOptions> options) => _options = options.Value;

    /// <summary>Explains claims that somebody pasted: each document is the JSON object within a token or answer, not the token itself.</summary>
    /// <param name="settings">The settings, such as a draft; only roles and scopes are looked at.</param>
    /// <param name="idToken">The claims of an ID token.</param>
    /// <param name="userInfo">The answer of UserInfo; null when it would not be asked.</param>
    /// <param name="accessToken">The claims of an access token; null when it would not be read.</param>
    /// <exception cref="OidcException">A document is not one JSON object without duplicate members (<see cref="OidcErrorCodes.RolesDocument"/>).</exception>
    public RoleExplanation Explain(OidcSettings settings, string idToken, string? userInfo = null, string? accessToken = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(idToken);
        return Explain(settings, new IdentityDocuments(
            Parse(idToken, nameof(idToken)),
            userInfo is null ? ClaimDocument.NotAsked : ClaimDocument.Of(Parse(userInfo, nameof(userInfo))),
            accessToken is null ? ClaimDocument.NotAsked : ClaimDocument.Of(Parse(accessToken, nameof(accessToken)))));
    }

    /// <summary>Explains what the provider said in a sign-in.</summary>
    internal RoleExplanation Explain(OidcSettings settings, IdentityDocuments documents)
    {
        var recorder = new RoleRecorder();
        var mapped = ClaimRoleMapper.Map(documents, settings.Roles, _options.ReservedRoles, recorder);
        if (mapped.Outcome == RoleOutcome.Unknown)
        {
            recorder.Undecide();
        }

        return new RoleExplanation
        {
            Outcome = mapped.Outcome,
            Roles = mapped.Roles,
            DefaultRoles = mapped.Outcome == RoleOutcome.None ? mapped.Roles : [],
            Refusal = RoleRefusal.Find(mapped, documents, settings),
            Claims = mapped.Claims,
            Values = recorder.Values,
        };
    }

    private static JsonElement Parse(string json, string name) =>
        StrictJson.TryParseObject(Encoding.UTF8.GetBytes(json), out var claims) ? claims : throw new OidcException(
            OidcErrorCodes.RolesDocument, $"{name} is not one JSON object without duplicate members.");
}

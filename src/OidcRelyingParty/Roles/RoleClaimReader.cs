using System.Text.Json;
using OidcRelyingParty.Identities;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Roles;

/// <summary>Finds a role claim in its document, and tells "there is none" from "it cannot be told".</summary>
internal static class RoleClaimReader
{
    /// <summary>Looks for the claim; <paramref name="value"/> is it, when the answer is <see cref="RoleClaimState.Read"/>.</summary>
    public static RoleClaimReading Read(IdentityDocuments documents, RoleClaim claim, out JsonElement value)
    {
        value = default;
        if (FindProblem(documents, claim.Source) is { } problem)
        {
            return new(claim, RoleClaimState.Unavailable, problem);
        }

        // Also when there are values: those may be a part of them.
        var source = Resolve(documents, claim);
        if (IsLeftOut(documents, source, claim.Path))
        {
            return new(claim, RoleClaimState.LeftOut, "left out by the provider, which keeps the values elsewhere (overage)");
        }

        if (Find(documents, source, claim.Path) is not { } found)
        {
            return source == RoleClaimSource.Identity && documents.UserInfo.Problem is { } lost
                ? new(claim, RoleClaimState.Unavailable, $"nothing in the ID token, and UserInfo is missing: {lost}")
                : new(claim, RoleClaimState.Missing, "nothing");
        }

        if (found.ValueKind == JsonValueKind.Null)
        {
            return new(claim, RoleClaimState.Missing, "null");
        }

        value = found;
        return RoleShape.Fits(found, claim)
            ? new(claim, RoleClaimState.Read, RoleShape.Describe(found))
            : new(claim, RoleClaimState.WrongShape, $"{RoleShape.DescribeMisfit(found)}, where {RoleShape.Describe(claim)} was expected");
    }

    private static string? FindProblem(IdentityDocuments documents, RoleClaimSource source) => source switch
    {
        RoleClaimSource.UserInfo => FindProblem(documents.UserInfo),
        RoleClaimSource.AccessToken => FindProblem(documents.AccessToken),
        _ => null,
    };

    private static string? FindProblem(ClaimDocument document) => document.Claims is null ? document.Problem ?? "it was not asked for" : null;

    // What the signed ID token holds, UserInfo has no say in: not by a claim of the path's whole name, and not by calling it elsewhere.
    private static RoleClaimSource Resolve(IdentityDocuments documents, RoleClaim claim) =>
        claim.Source == RoleClaimSource.Identity && ClaimPath.Find(documents.IdToken, claim.Path) is not null ? RoleClaimSource.IdToken : claim.Source;

    private static JsonElement? Find(IdentityDocuments documents, RoleClaimSource source, string path) => source switch
    {
        RoleClaimSource.IdToken => ClaimPath.Find(documents.IdToken, path),
        RoleClaimSource.UserInfo => documents.UserInfo.Claims is { } claims ? ClaimPath.Find(claims, path) : null,
        RoleClaimSource.AccessToken => documents.AccessToken.Claims is { } claims ? ClaimPath.Find(claims, path) : null,
        _ => ClaimPath.Find(documents.Claims, path),
    };

    // The claims that are elsewhere by their names (OpenID Connect Core 5.6.2); Entra has a sign of its own for groups. Nothing is fetched from there:
    // the address comes out of the token.
    private static bool IsLeftOut(IdentityDocuments documents, RoleClaimSource source, string path) => source == RoleClaimSource.Identity
        ? IsLeftOut(documents, RoleClaimSource.IdToken, path) || IsLeftOut(documents, RoleClaimSource.UserInfo, path)
        : (Find(documents, source, WireNames.ClaimNames) is { ValueKind: JsonValueKind.Object } names
            && names.EnumerateObject().Any(name => path == name.Name || path.StartsWith(name.Name + '.', StringComparison.Ordinal)))
        || (path == WireNames.Groups && Find(documents, source, WireNames.HasGroups) is { ValueKind: not (JsonValueKind.False or JsonValueKind.Null) });
}

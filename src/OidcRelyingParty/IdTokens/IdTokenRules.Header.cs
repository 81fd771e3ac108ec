using System.Text.Json;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.IdTokens;

internal static partial class IdTokenRules
{
    /// <summary>
    /// Signed with an algorithm these settings accept. The provider's metadata never widens the list, and an HS algorithm is on it only when
    /// the settings name it.
    /// </summary>
    public static OidcError? Algorithm(IdTokenContext context)
    {
        var accepted = SigningAlgorithms.AcceptedBy(context.Settings);
        return context.Header.Text("alg") is { } algorithm && accepted.Contains(algorithm, StringComparer.Ordinal)
            ? null
            : Error(OidcErrorCodes.IdTokenAlgorithm, $"The ID token is signed with {context.Header.Found("alg")}; accepted are {string.Join(' ', accepted)}.");
    }

    /// <summary>An ID token and not another kind of JWT (RFC 8725 3.11): <c>typ</c> is absent, or says JWT.</summary>
    public static OidcError? Type(IdTokenContext context) =>
        !context.Header.TryGetProperty("typ", out var type)
        || (type.ValueKind == JsonValueKind.String && type.GetString() is { } text
            && (text.Equals("JWT", StringComparison.OrdinalIgnoreCase) || text.Equals("application/jwt", StringComparison.OrdinalIgnoreCase)))
            ? null
            : Error(OidcErrorCodes.IdTokenType, $"The token's type is {context.Header.Found("typ")}, which is not an ID token.");

    /// <summary>Claims repeated in the header (RFC 7519 5.3) say the same as in the body.</summary>
    public static OidcError? HeaderCopies(IdTokenContext context)
    {
        foreach (var name in new[] { WireNames.Issuer, WireNames.Subject, WireNames.Audience })
        {
            if (context.Header.TryGetProperty(name, out var copy)
                && !(context.Claims.TryGetProperty(name, out var claim) && JsonElement.DeepEquals(copy, claim)))
            {
                return Error(OidcErrorCodes.IdTokenFormat, $"The ID token's header repeats {name} with another value.");
            }
        }

        return null;
    }
}

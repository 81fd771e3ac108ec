using System.Text.Json;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.IdTokens;

internal static partial class IdTokenRules
{
    private const int MaxSubjectLength = 255;

    /// <summary>From the provider that was asked: the exact text of its metadata, with <c>tid</c> in place of a placeholder for the tenant.</summary>
    public static OidcError? Issuer(IdTokenContext context) =>
        context.Claims.Text(WireNames.Issuer) is { } issuer && (IssuerTemplate.FindTenant(context.Metadata.Issuer, issuer) is { } tenant
            ? string.Equals(context.Claims.Text(WireNames.TenantId), tenant, StringComparison.Ordinal)
            : string.Equals(issuer, context.Metadata.Issuer, StringComparison.Ordinal) && !IssuerTemplate.Is(issuer))
            ? null
            : Error(OidcErrorCodes.IdTokenIssuer, $"The ID token is from {context.Claims.Found(WireNames.Issuer)}; expected '{context.Metadata.Issuer}'.");

    /// <summary>Of a tenant that the settings allow, where the provider serves any. It follows <see cref="Issuer"/>, which knows that the claim is true.</summary>
    public static OidcError? Tenant(IdTokenContext context) =>
        context.Settings.IsIssuer(context.Metadata.Issuer, context.Claims.Text(WireNames.Issuer))
            ? null
            : Error(OidcErrorCodes.IdTokenTenant, $"The user is of tenant {context.Claims.Found(WireNames.TenantId)}, which is not among the allowed ones.");

    /// <summary>For this client, and for nobody else but those the settings trust.</summary>
    public static OidcError? Audience(IdTokenContext context)
    {
        var clientId = context.Settings.ClientId;
        return !context.Claims.IsFor(clientId)
            ? Error(OidcErrorCodes.IdTokenAudience, $"The ID token is for {context.Claims.Found(WireNames.Audience)}; expected '{clientId}'.")
            : context.Claims.IsOnlyFor([clientId, .. context.Settings.TrustedAudiences])
                ? null
                : Error(OidcErrorCodes.IdTokenAudience,
                    $"The ID token is also for others than '{clientId}': {context.Claims.Found(WireNames.Audience)}. Those to accept belong into TrustedAudiences.");
    }

    /// <summary>Issued to this client: <c>azp</c>, when there, is ours; and with other audiences beside us it must be there.</summary>
    public static OidcError? AuthorizedParty(IdTokenContext context)
    {
        var clientId = context.Settings.ClientId;
        if (context.Claims.TryGetProperty(WireNames.AuthorizedParty, out var party))
        {
            return party.ValueKind == JsonValueKind.String && string.Equals(party.GetString(), clientId, StringComparison.Ordinal)
                ? null
                : Error(OidcErrorCodes.IdTokenAuthorizedParty,
                    $"The ID token was issued to {context.Claims.Found(WireNames.AuthorizedParty)}; expected '{clientId}'.");
        }

        return context.Claims.TryGetProperty(WireNames.Audience, out var audience) && audience.ValueKind == JsonValueKind.Array
            && audience.EnumerateArray().Any(item => !item.ValueEquals(clientId))
                ? Error(OidcErrorCodes.IdTokenAuthorizedParty, $"The ID token is also for others ({context.Claims.Found(WireNames.Audience)}) and has no azp.")
                : null;
    }

    /// <summary>About somebody: 1 to 255 characters (section 2), not blank.</summary>
    public static OidcError? Subject(IdTokenContext context) =>
        context.Claims.Text(WireNames.Subject) is { Length: > 0 and <= MaxSubjectLength } subject
        && !string.IsNullOrWhiteSpace(subject) && !subject.Any(char.IsControl)
            ? null
            : Error(OidcErrorCodes.IdTokenSubject, $"The ID token's sub must be a text of 1 to {MaxSubjectLength} characters.");

    /// <summary>A renewal is from the issuer of the session, also where the provider has many.</summary>
    public static OidcError? SameIssuer(IdTokenContext context) =>
        string.Equals(context.Claims.Text(WireNames.Issuer), context.Expected.Issuer, StringComparison.Ordinal)
            ? null
            : Error(OidcErrorCodes.IdTokenIssuer, $"The renewed ID token is from {context.Claims.Found(WireNames.Issuer)}; the session is of '{context.Expected.Issuer}'.");

    /// <summary>A renewal is about the user of the session.</summary>
    public static OidcError? SameUser(IdTokenContext context) =>
        string.Equals(context.Claims.Text(WireNames.Subject), context.Expected.Subject, StringComparison.Ordinal)
            ? null
            : Error(OidcErrorCodes.IdTokenSubject, "The renewed ID token is about another user than the session.");

    /// <summary>
    /// A session at the provider, when one is named, is named by a text that can be kept and found again: 1 to 255 characters, as in a logout
    /// token.
    /// </summary>
    public static OidcError? Session(IdTokenContext context) =>
        !context.Claims.TryGetProperty(WireNames.SessionId, out _)
        || (context.Claims.Text(WireNames.SessionId) is { Length: > 0 and <= MaxSubjectLength } sid && !sid.Any(char.IsControl))
            ? null
            : Error(OidcErrorCodes.IdTokenSession, $"The ID token's sid must be a text of 1 to {MaxSubjectLength} characters.");
}

using OidcRelyingParty.Authorization;

namespace OidcRelyingParty.Tests.Authorization;

/// <summary>Authorization responses as a browser would bring them.</summary>
internal static class Responses
{
    public static AuthorizationResponse Granted(PendingSignIn pending, string code, string? issuer = null) => Parse(pending, $"code={Uri.EscapeDataString(code)}", issuer);

    public static AuthorizationResponse Refused(PendingSignIn pending, string error, string? issuer = null) => Parse(pending, $"error={Uri.EscapeDataString(error)}", issuer);

    private static AuthorizationResponse Parse(PendingSignIn pending, string parameters, string? issuer) =>
        AuthorizationResponse.ParseQuery($"?state={pending.State}&{parameters}{(issuer is null ? "" : $"&iss={Uri.EscapeDataString(issuer)}")}");
}

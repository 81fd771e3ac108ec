using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Endpoints;

/// <summary>What a third party says when it starts a sign-in; every word of it is only a wish.</summary>
internal sealed record InitiateLoginRequest(string? Issuer, string? LoginHint, string? TargetLinkUri)
{
    private const int MaxLength = 8 * 1024;
    private const int MaxHintLength = 256;
    private static readonly string[] Names = [WireNames.Issuer, WireNames.LoginHint, WireNames.TargetLinkUri];

    /// <summary>The request; one that is malformed names no issuer and is refused for that.</summary>
    public static async Task<InitiateLoginRequest> ReadAsync(HttpRequest request)
    {
        var encoded = HttpMethods.IsGet(request.Method) ? request.QueryString.Value?.TrimStart('?') ?? ""
            : FormBody.IsForm(request) ? await FormBody.ReadAsync(request, MaxLength)
            : "";
        var values = encoded is null || encoded.Length > MaxLength ? null : StrictForm.Read(encoded, Names, out _);
        var hint = values?.GetValueOrDefault(WireNames.LoginHint);
        return new InitiateLoginRequest(
            values?.GetValueOrDefault(WireNames.Issuer),
            hint is { Length: > 0 and <= MaxHintLength } && !hint.Any(char.IsControl) ? hint : null,
            values?.GetValueOrDefault(WireNames.TargetLinkUri));
    }
}

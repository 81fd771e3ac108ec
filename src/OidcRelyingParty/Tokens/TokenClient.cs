using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Tokens;

/// <summary>
/// Redeems a code, once, without a second try
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint">OpenID Connect Core, section 3.1.3</see>).
/// </summary>
internal sealed class TokenClient(ProviderClient client, ClientAuthentication authentication, ILogger<TokenClient> logger)
{
    /// <exception cref="OidcException">The provider refuses, cannot be reached, or answers something unusable.</exception>
    public async Task<TokenResponse> RedeemAsync(
        OidcSettings settings, ProviderSnapshot provider, GrantedAuthorization granted, PendingSignIn pending, CancellationToken cancellationToken)
    {
        var form = new List<KeyValuePair<string, string>>
        {
            new(WireNames.GrantType, "authorization_code"),
            new(WireNames.Code, granted.Code),
            new(WireNames.RedirectUri, pending.RedirectUri.OriginalString),
            new(WireNames.CodeVerifier, pending.CodeVerifier.Reveal()),
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.Address.ToBackchannel(provider.Metadata.TokenEndpoint));
        request.Headers.Accept.ParseAdd("application/json");
        authentication.Apply(request, form, settings, provider.Metadata);
        request.Content = new FormUrlEncodedContent(form);

        var response = await client.SendAsync(request, ProviderEndpoint.Token, cancellationToken).ConfigureAwait(false);
        var tokens = Read(response, settings, granted, pending);
        logger.TokensReceived(settings.ClientId);
        return tokens;
    }

    private static TokenResponse Read(ProviderResponse response, OidcSettings settings, GrantedAuthorization granted, PendingSignIn pending)
    {
        if (!response.IsJson || !StrictJson.TryParseObject(response.Body, out var body))
        {
            throw response.Status switch
            {
                // Some providers answer a wrong secret without a body (glewlwyd).
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ClientRefused(settings, response.Describe()),
                >= HttpStatusCode.InternalServerError => new OidcException(OidcErrorCodes.ProviderUnavailable, $"The token endpoint answered {response.Describe()}."),
                _ => Unusable($"it should be one JSON object without duplicate members (application/json) but is: {response.Describe()}"),
            };
        }

        // Also with HTTP 200: some providers put errors there.
        if (body.TryGetProperty(WireNames.Error, out var error))
        {
            throw Refused(error, body, settings, granted, pending);
        }

        return !response.IsOk
            ? throw Unusable($"it is {response.Describe()}, without an error member")
            : Text(body, WireNames.TokenType)?.Equals("Bearer", StringComparison.OrdinalIgnoreCase) != true
            ? throw Unusable("its token_type is not Bearer")
            : new TokenResponse
            {
                AccessToken = Text(body, WireNames.AccessToken) is { } accessToken ? new Secret(accessToken) : throw Unusable("it has no access_token"),
                IdToken = Text(body, WireNames.IdToken) is { } idToken ? new Secret(idToken) : throw new OidcException(
                    OidcErrorCodes.IdTokenMissing, "The token response has no id_token text."),
                RefreshToken = Text(body, WireNames.RefreshToken) is { } refreshToken ? new Secret(refreshToken) : null,
                ExpiresIn = Lifetime(body),
                Scope = Text(body, WireNames.Scope),
            };
    }

    private static OidcException Refused(
        JsonElement error, JsonElement body, OidcSettings settings, GrantedAuthorization granted, PendingSignIn pending)
    {
        // Some providers repeat in their words what they were sent.
        string?[] secrets = [granted.Code, pending.CodeVerifier.Reveal(), settings.ClientSecret?.Reveal()];
        string Said(string? text) => Printable.Of(secrets.Aggregate(
            text, (said, secret) => secret is null ? said : said?.Replace(secret, "[redacted]", StringComparison.Ordinal)));

        var code = Said(error.ValueKind == JsonValueKind.String ? error.GetString() : error.ValueKind.ToString());
        var said = Said(Text(body, WireNames.ErrorDescription)) is { Length: > 0 } description
            ? $"The token endpoint answered '{code}': {description}" : $"The token endpoint answered '{code}'.";
        return code switch
        {
            "invalid_client" or "unauthorized_client" => ClientRefused(settings, said),
            "invalid_grant" => new OidcException(OidcErrorCodes.CodeRefused, said,
                $"Sign in again. If it happens every time, the redirect URI registered at the provider must be exactly {pending.RedirectUri.OriginalString}"),
            "server_error" or "temporarily_unavailable" => new OidcException(OidcErrorCodes.ProviderUnavailable, said),
            _ => new OidcException(OidcErrorCodes.TokenRefused, said),
        };
    }

    private static OidcException ClientRefused(OidcSettings settings, string said) =>
        new(OidcErrorCodes.ClientRefused, $"The provider does not accept the credentials of client '{Printable.Of(settings.ClientId)}'. {said}");

    private static OidcException Unusable(string problem) => new(OidcErrorCodes.TokenResponse, $"The token response cannot be used: {problem}.");

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    // A hint only: what is no sensible number of seconds counts as unknown.
    private static TimeSpan? Lifetime(JsonElement body) =>
        body.TryGetProperty(WireNames.ExpiresIn, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

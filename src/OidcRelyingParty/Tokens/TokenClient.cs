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
/// Talks to the token endpoint (<see href="https://openid.net/specs/openid-connect-core-1_0.html#TokenEndpoint">OpenID Connect Core, section 3.1.3</see>)
/// and the revocation endpoint. Each request is made once: a code or a rotating refresh token must not be sent twice.
/// </summary>
internal sealed class TokenClient(ProviderClient client, ClientAuthentication authentication, ILogger<TokenClient> logger)
{
    /// <summary>Redeems a code.</summary>
    /// <exception cref="OidcException">The provider refuses, cannot be reached, or answers something unusable.</exception>
    public Task<TokenResponse> RedeemAsync(
        OidcSettings settings, ProviderSnapshot provider, GrantedAuthorization granted, PendingSignIn pending, CancellationToken cancellationToken) =>
        RequestAsync(
            settings,
            provider,
            [
                new(WireNames.GrantType, WireNames.AuthorizationCodeGrant),
                new(WireNames.Code, granted.Code),
                new(WireNames.RedirectUri, pending.RedirectUri.OriginalString),
                new(WireNames.CodeVerifier, pending.CodeVerifier.Reveal()),
            ],
            said => new OidcException(OidcErrorCodes.CodeRefused, said,
                $"Sign in again. If it happens every time, the redirect URI registered at the provider must be exactly {pending.RedirectUri.OriginalString}"),
            cancellationToken);

    /// <summary>Renews the tokens (<see href="https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokens">section 12</see>), with the scopes of before.</summary>
    /// <exception cref="OidcException">The provider refuses, cannot be reached, or answers something unusable.</exception>
    public Task<TokenResponse> RefreshAsync(OidcSettings settings, ProviderSnapshot provider, Secret refreshToken, CancellationToken cancellationToken) =>
        RequestAsync(
            settings,
            provider,
            [new(WireNames.GrantType, WireNames.RefreshToken), new(WireNames.RefreshToken, refreshToken.Reveal())],
            said => new OidcException(OidcErrorCodes.RefreshRefused, said),
            cancellationToken);

    /// <summary>Makes a refresh token worthless (<see href="https://www.rfc-editor.org/rfc/rfc7009">RFC 7009</see>); does nothing when the provider cannot.</summary>
    /// <exception cref="OidcException">The provider cannot be reached or refuses.</exception>
    public async Task RevokeAsync(OidcSettings settings, ProviderSnapshot provider, Secret refreshToken, CancellationToken cancellationToken)
    {
        if (provider.Metadata.RevocationEndpoint is not { } endpoint)
        {
            return;
        }

        var response = await PostAsync(
            settings,
            provider,
            endpoint,
            ProviderEndpoint.Revocation,
            [new(WireNames.Token, refreshToken.Reveal()), new(WireNames.TokenTypeHint, WireNames.RefreshToken)],
            cancellationToken).ConfigureAwait(false);
        if (!response.IsOk)
        {
            throw new OidcException(OidcErrorCodes.TokenRefused, $"The revocation endpoint answered {response.Describe()}.");
        }
    }

    private async Task<TokenResponse> RequestAsync(
        OidcSettings settings,
        ProviderSnapshot provider,
        List<KeyValuePair<string, string>> form,
        Func<string, OidcException> grantRefused,
        CancellationToken cancellationToken)
    {
        var response = await PostAsync(settings, provider, provider.Metadata.TokenEndpoint, ProviderEndpoint.Token, form, cancellationToken).ConfigureAwait(false);
        var tokens = Read(response, settings, form, grantRefused);
        logger.TokensReceived(settings.ClientId);
        return tokens;
    }

    private async Task<ProviderResponse> PostAsync(
        OidcSettings settings,
        ProviderSnapshot provider,
        Uri endpoint,
        string endpointName,
        List<KeyValuePair<string, string>> form,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, provider.Address.ToBackchannel(endpoint));
        request.Headers.Accept.ParseAdd("application/json");
        authentication.Apply(request, form, settings, provider.Metadata);
        request.Content = new FormUrlEncodedContent(form);
        return await client.SendAsync(request, endpointName, cancellationToken).ConfigureAwait(false);
    }

    private static TokenResponse Read(
        ProviderResponse response, OidcSettings settings, IReadOnlyList<KeyValuePair<string, string>> sent, Func<string, OidcException> grantRefused)
    {
        if (!response.IsJson || !StrictJson.TryParseObject(response.Body, out var body))
        {
            throw Unreadable(response, settings, "it should be one JSON object without duplicate members (application/json) but is");
        }

        // Also with HTTP 200: some providers put errors there.
        if (body.TryGetProperty(WireNames.Error, out var error))
        {
            throw Refused(response.Status, error, body, settings, sent, grantRefused);
        }

        return !response.IsOk
            ? throw Unreadable(response, settings, "it should be HTTP 200 or have an error member but is")
            : Text(body, WireNames.TokenType)?.Equals("Bearer", StringComparison.OrdinalIgnoreCase) != true
            ? throw Unusable("its token_type is not Bearer")
            : new TokenResponse
            {
                AccessToken = Text(body, WireNames.AccessToken) is { } accessToken ? new Secret(accessToken) : throw Unusable("it has no access_token"),
                IdToken = IdToken(body),
                RefreshToken = Text(body, WireNames.RefreshToken) is { } refreshToken ? new Secret(refreshToken) : null,
                ExpiresIn = Lifetime(body),
                Scope = Text(body, WireNames.Scope),
            };
    }

    private static OidcException Refused(
        HttpStatusCode status,
        JsonElement error,
        JsonElement body,
        OidcSettings settings,
        IReadOnlyList<KeyValuePair<string, string>> sent,
        Func<string, OidcException> grantRefused)
    {
        // Some providers repeat in their words what they were sent.
        string Said(string? text) => Printable.Of(Secrets(settings, sent).Aggregate(
            text, (said, secret) => said?.Replace(secret, "[redacted]", StringComparison.Ordinal)));

        var code = Said(error.ValueKind == JsonValueKind.String ? error.GetString() : error.ValueKind.ToString());
        var said = Said(Text(body, WireNames.ErrorDescription)) is { Length: > 0 } description
            ? $"The token endpoint answered '{code}': {description}" : $"The token endpoint answered '{code}'.";
        return code switch
        {
            WireNames.InvalidClient or WireNames.UnauthorizedClient => ClientRefused(settings, said),
            WireNames.InvalidGrant or WireNames.InvalidCode or WireNames.RedirectUriMismatch => grantRefused(said),
            WireNames.ServerError or WireNames.TemporarilyUnavailable => OidcException.ProviderUnavailable(said),
            // The status of a client that is not known, whatever the word for it (RFC 6749, 5.2): Auth0 says access_denied.
            _ when status == HttpStatusCode.Unauthorized => ClientRefused(settings, said),
            _ => new OidcException(OidcErrorCodes.TokenRefused, said),
        };
    }

    /// <summary>No tokens and no error in the form of the standard: the status alone says what happened.</summary>
    private static OidcException Unreadable(ProviderResponse response, OidcSettings settings, string problem) => response.Status switch
    {
        // Some providers answer a wrong secret without a body (glewlwyd).
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => ClientRefused(settings, response.Describe()),
        _ when response.IsUnavailable => OidcException.ProviderUnavailable($"The token endpoint answered {response.Describe()}."),
        _ => Unusable($"{problem}: {response.Describe()}"),
    };

    private static IEnumerable<string> Secrets(OidcSettings settings, IEnumerable<KeyValuePair<string, string>> sent) => sent
        .Where(field => field.Key is WireNames.Code or WireNames.CodeVerifier or WireNames.RefreshToken or WireNames.ClientAssertion)
        .Select(field => field.Value)
        .Concat(settings.ClientSecret is { } secret ? [secret.Reveal(), ClientAuthentication.BasicCredentials(settings)] : [])
        .SelectMany(secret => new[] { secret, WebUtility.UrlEncode(secret) }); // as it is in a form

    private static OidcException ClientRefused(OidcSettings settings, string said) =>
        new(OidcErrorCodes.ClientRefused, $"The provider does not accept the credentials of client '{Printable.Of(settings.ClientId)}'. {said}");

    private static OidcException Unusable(string problem) => new(OidcErrorCodes.TokenResponse, $"The token response cannot be used: {problem}.");

    private static string? Text(JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;

    // One that is there but no text must not pass for one that is absent: a renewal may do without.
    private static Secret? IdToken(JsonElement body) => !body.TryGetProperty(WireNames.IdToken, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : Text(body, WireNames.IdToken) is { } text ? new Secret(text)
        : throw new OidcException(OidcErrorCodes.IdTokenFormat, "The token response has an id_token that is not a text.");

    // A hint only: what is no sensible number of seconds counts as unknown.
    private static TimeSpan? Lifetime(JsonElement body) =>
        body.TryGetProperty(WireNames.ExpiresIn, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds) && seconds is > 0 and < int.MaxValue
            ? TimeSpan.FromSeconds(seconds)
            : null;
}

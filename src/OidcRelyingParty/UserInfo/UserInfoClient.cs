using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.UserInfo;

/// <summary>
/// Asks for more claims about the user, as JSON or as a signed JWT
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#UserInfo">OpenID Connect Core, section 5.3</see>).
/// </summary>
internal sealed class UserInfoClient(ProviderClient client, SignatureVerifier verifier, ILogger<UserInfoClient> logger)
{
    /// <summary>The claims; or none, when none are asked for, or none could be had and the settings allow that.</summary>
    /// <exception cref="OidcException">The answer cannot be used, or is about somebody else.</exception>
    public async Task<ClaimDocument> FetchAsync(
        OidcSettings settings, ProviderSnapshot provider, TokenResponse tokens, ValidatedIdToken idToken, CancellationToken cancellationToken)
    {
        if (settings.UserInfo == UserInfoUse.Never || provider.Metadata.UserInfoEndpoint is not { } endpoint)
        {
            return ClaimDocument.NotAsked;
        }

        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, provider.Address.ToBackchannel(endpoint));
            request.Headers.Accept.ParseAdd("application/json, application/jwt");
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken.Reveal());
            var response = await client.SendAsync(request, ProviderEndpoint.UserInfo, cancellationToken).ConfigureAwait(false);
            var claims = await ReadAsync(response, settings, provider, idToken, cancellationToken).ConfigureAwait(false);
            return IsAbout(claims, idToken.Subject) ? ClaimDocument.Of(claims) : throw new OidcException(
                OidcErrorCodes.UserInfoSubject, "UserInfo is not about the user of the ID token: its sub differs.");
        }
        // Never for another user's claims: that is no missing answer but a wrong one.
        catch (OidcException e) when (settings.UserInfo == UserInfoUse.BestEffort && e.Error.Code != OidcErrorCodes.UserInfoSubject)
        {
            logger.UserInfoSkipped(settings.ClientId, e.Error.Code);
            return ClaimDocument.Lost($"it could not be had ({e.Error.Code})");
        }
    }

    private static bool IsAbout(JsonElement claims, string subject) =>
        claims.TryGetProperty(WireNames.Subject, out var value) && value.ValueKind == JsonValueKind.String && value.ValueEquals(subject);

    private async ValueTask<JsonElement> ReadAsync(
        ProviderResponse response, OidcSettings settings, ProviderSnapshot provider, ValidatedIdToken idToken, CancellationToken cancellationToken)
    {
        if (response.IsUnavailable)
        {
            throw OidcException.ProviderUnavailable($"UserInfo answered {response.Describe()}.");
        }

        if (response.IsOk && response.IsJwt)
        {
            return await ReadJwtAsync(Encoding.UTF8.GetString(response.Body).Trim(), settings, provider, idToken, cancellationToken).ConfigureAwait(false);
        }

        return response.IsOk && response.IsJson && StrictJson.TryParseObject(response.Body, out var claims)
            ? claims
            : throw Unusable($"it should be one JSON object without duplicate members or a signed JWT but is: {response.Describe()}");
    }

    private async ValueTask<JsonElement> ReadJwtAsync(
        string token, OidcSettings settings, ProviderSnapshot provider, ValidatedIdToken idToken, CancellationToken cancellationToken)
    {
        var jws = CompactJws.Parse(token, out var fault);
        if (fault == JoseFault.Encrypted && settings.DecryptionKeys.Count > 0
            && JweDecryptor.TryDecrypt(token, [.. settings.DecryptionKeys.Select(key => key.Key)], out var inner, out fault))
        {
            jws = CompactJws.Parse(inner, out fault);
        }

        if (jws is null)
        {
            throw Unusable($"it is not a signed JWT ({fault})");
        }

        fault = await verifier.VerifyAsync(jws, settings, provider, cancellationToken).ConfigureAwait(false);
        return fault != JoseFault.None ? throw Unusable($"its signature cannot be verified ({fault})")
            : !Names(jws.Payload, WireNames.Issuer, idToken.Issuer) ? throw Unusable("its iss is not the provider")
            : !Names(jws.Payload, WireNames.Audience, settings.ClientId) ? throw Unusable("its aud is not this client")
            : jws.Payload;
    }

    // Section 5.3.2: a signed answer SHOULD name both. Without them it could be a token made for another purpose.
    private static bool Names(JsonElement claims, string name, string expected) => claims.TryGetProperty(name, out var value) && (value.ValueKind switch
    {
        JsonValueKind.String => value.ValueEquals(expected),
        JsonValueKind.Array => value.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.String && item.ValueEquals(expected)),
        _ => false,
    });

    private static OidcException Unusable(string problem) => new(OidcErrorCodes.UserInfoResponse, $"The UserInfo answer cannot be used: {problem}.");
}

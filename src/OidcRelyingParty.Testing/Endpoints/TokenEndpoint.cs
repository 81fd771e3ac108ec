using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Exchanges a code or a refresh token: RFC 6749 sections 4.1.3 and 6, RFC 7636 section 4.6.</summary>
internal sealed class TokenEndpoint(TestProvider provider, ProviderState state, ClientAuthenticator clients, IdTokenIssuer idTokens) : IEndpoint
{
    public ProviderResponse Handle(ProviderRequest request)
    {
        if (request.Form.GroupBy(pair => pair.Key).Any(group => group.Count() > 1))
        {
            return ProviderResponse.Error("invalid_request", "A parameter is there more than once.");
        }

        var (client, refused) = clients.Authenticate(request);
        return client is null ? refused! // one of the two is always there
            : request.Form["grant_type"] switch
            {
                "authorization_code" => ExchangeCode(client, request.Form),
                "refresh_token" => Refresh(client, request.Form),
                null => ProviderResponse.Error("invalid_request", "grant_type is missing."),
                _ => ProviderResponse.Error("unsupported_grant_type", "Only authorization_code and refresh_token are supported."),
            };
    }

    private ProviderResponse ExchangeCode(TestClient client, ProviderParameters form)
    {
        if (form["code"] is not { } value)
        {
            return ProviderResponse.Error("invalid_request", "code is missing.");
        }

        if (!state.Codes.TryGetValue(value, out var code) || code.Grant.Request.Client != client)
        {
            return ProviderResponse.Error("invalid_grant", "The code is unknown.");
        }

        if (!code.TryUse())
        {
            code.Grant.Revoke();
            return ProviderResponse.Error("invalid_grant", "The code was used before; its tokens are revoked.");
        }

        var request = code.Grant.Request;
        return code.Grant.Revoked || provider.Now >= code.ExpiresAt ? ProviderResponse.Error("invalid_grant", "The code has expired.")
            : form["redirect_uri"] != request.RedirectUri ? ProviderResponse.Error("invalid_grant", "redirect_uri is not that of the authorization request.")
            : !VerifierFits(form["code_verifier"], request.CodeChallenge) ? ProviderResponse.Error("invalid_grant", "code_verifier does not fit code_challenge.")
            : Issue(code.Grant, request.Scopes, value);
    }

    private ProviderResponse Refresh(TestClient client, ProviderParameters form)
    {
        if (form["refresh_token"] is not { } value)
        {
            return ProviderResponse.Error("invalid_request", "refresh_token is missing.");
        }

        if (!state.RefreshTokens.TryGetValue(value, out var token) || token.Grant.Request.Client != client)
        {
            return ProviderResponse.Error("invalid_grant", "The refresh token is unknown.");
        }

        string[] scopes = form["scope"]?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [.. token.Grant.Request.Scopes];
        if (scopes.Except(token.Grant.Request.Scopes).Any())
        {
            return ProviderResponse.Error("invalid_scope", "The scope is wider than what was granted.");
        }

        if (!token.TryUse())
        {
            token.Grant.Revoke();
            return ProviderResponse.Error("invalid_grant", "The refresh token was used before; all tokens of the sign-in are revoked.");
        }

        var user = provider.FindUser(token.Grant.Session.Subject);
        return token.Grant.Revoked || user is null or { Disabled: true }
            ? ProviderResponse.Error("invalid_grant", "The sign-in has ended.")
            : Issue(token.Grant, scopes, code: null);
    }

    private ProviderResponse Issue(Grant grant, IReadOnlyList<string> scopes, string? code)
    {
        var lifetime = provider.Options.AccessTokenLifetime;
        var accessToken = ProviderState.AddTo(state.AccessTokens, new IssuedToken(grant, provider.Now + lifetime));
        var response = new JsonObject
        {
            ["access_token"] = accessToken,
            ["token_type"] = "Bearer",
            ["expires_in"] = (long)lifetime.TotalSeconds,
            ["scope"] = string.Join(' ', scopes),
            ["id_token"] = idTokens.Issue(grant, accessToken, code),
        };
        if (!provider.Behaviour.ExpiresIn)
        {
            response.Remove("expires_in");
        }

        if (grant.Request.Client.RefreshTokens)
        {
            response["refresh_token"] = ProviderState.AddTo(state.RefreshTokens, new IssuedToken(grant, DateTimeOffset.MaxValue), provider.Behaviour.RefreshTokenSuffix);
        }

        provider.Behaviour.TokenResponse?.Invoke(response);
        return ProviderResponse.Json(response);
    }

    private static bool VerifierFits(string? verifier, string? challenge) => (verifier, challenge) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        _ => verifier.Length is >= 43 and <= 128 && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == challenge,
    };
}

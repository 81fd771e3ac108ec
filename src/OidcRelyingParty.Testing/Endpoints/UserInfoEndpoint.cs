using System.Text.Json.Nodes;
using OidcRelyingParty.Testing.Jose;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Says who the user is: OpenID Connect Core 1.0 section 5.3. The access token is taken from the header only.</summary>
internal sealed class UserInfoEndpoint(TestProvider provider, ProviderState state) : IEndpoint
{
    public ProviderResponse Handle(ProviderRequest request)
    {
        if (request.Query.Contains("access_token") || request.Form.Contains("access_token"))
        {
            return ProviderResponse.Error("invalid_request", "The access token belongs in the Authorization header.");
        }

        if (request.Headers["Authorization"] is not { } header || !header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase))
        {
            return new ProviderResponse(401).WithHeader("WWW-Authenticate", "Bearer");
        }

        if (!state.AccessTokens.TryGetValue(header[7..], out var token)
            || token.Grant.Revoked
            || provider.Now >= token.ExpiresAt
            || provider.FindUser(token.Grant.Session.Subject) is not { } user)
        {
            return ProviderResponse.Error("invalid_token", "The access token is unknown, expired or revoked.", 401)
                .WithHeader("WWW-Authenticate", "Bearer error=\"invalid_token\"");
        }

        var (client, scopes) = (token.Grant.Request.Client, token.Grant.Request.Scopes);
        var claims = new JsonObject { ["sub"] = user.Subject };
        UserClaims.AddTo(claims, user, scopes);
        if (client.UserInfoSigned)
        {
            claims["iss"] = provider.Issuer;
            claims["aud"] = client.ClientId;
        }

        provider.Behaviour.UserInfo?.Invoke(claims);
        return client.UserInfoSigned ? Signed(claims, client) : ProviderResponse.Json(claims);
    }

    private ProviderResponse Signed(JsonObject claims, TestClient client)
    {
        var key = Algorithms.FindKey(provider.Keys, client);
        var header = new JsonObject { ["alg"] = key?.Algorithm ?? "none" };
        if (key?.KeyId is { } keyId)
        {
            header["kid"] = keyId;
        }

        return ProviderResponse.Text(CompactJws.Sign(header.ToJsonString(), claims.ToJsonString(), key), "application/jwt");
    }
}

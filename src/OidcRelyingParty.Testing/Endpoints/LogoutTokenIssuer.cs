using System.Text.Json.Nodes;
using OidcRelyingParty.Testing.Jose;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Makes logout tokens: Back-Channel Logout 1.0 section 2.4.</summary>
internal sealed class LogoutTokenIssuer(TestProvider provider)
{
    public string Create(TestClient client, string? subject, string? sessionId, Action<JsonObject>? alter)
    {
        var behaviour = provider.Behaviour;
        var key = Algorithms.FindKey(provider.Keys, client, behaviour.LogoutTokenSigningAlgorithm ?? client.IdTokenSigningAlgorithm);
        var claims = CreateClaims(client, subject, sessionId);
        behaviour.LogoutTokenClaims?.Invoke(claims);
        alter?.Invoke(claims);

        var header = new JsonObject { ["alg"] = key?.Algorithm ?? "none" };
        if (behaviour.TypeInLogoutTokenHeader)
        {
            header["typ"] = "logout+jwt";
        }

        if (key?.KeyId is { } keyId)
        {
            header["kid"] = keyId;
        }

        var token = CompactJws.Sign(header.ToJsonString(), claims.ToJsonString(), key);
        return behaviour.LogoutToken?.Invoke(token) ?? token;
    }

    private JsonObject CreateClaims(TestClient client, string? subject, string? sessionId)
    {
        var claims = new JsonObject
        {
            ["iss"] = provider.Issuer,
            ["aud"] = client.ClientId,
            ["iat"] = provider.Now.ToUnixTimeSeconds(),
            ["exp"] = provider.Now.AddMinutes(2).ToUnixTimeSeconds(),
            ["jti"] = RandomId.Create(),
            ["events"] = new JsonObject { ["http://schemas.openid.net/event/backchannel-logout"] = new JsonObject() },
        };
        if (subject is not null)
        {
            claims["sub"] = subject;
        }

        if (sessionId is not null)
        {
            claims["sid"] = sessionId;
        }

        return claims;
    }
}

using System.Text.Json.Nodes;
using OidcRelyingParty.Testing.Jose;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Makes ID tokens: OpenID Connect Core 1.0 section 2.</summary>
internal sealed class IdTokenIssuer(TestProvider provider, ProviderState state)
{
    /// <param name="grant">The sign-in.</param>
    /// <param name="accessToken">The access token beside it.</param>
    /// <param name="code">The code exchanged; null in a refresh, where the nonce is left out.</param>
    public string Issue(Grant grant, string accessToken, string? code)
    {
        var (request, session, behaviour) = (grant.Request, grant.Session, provider.Behaviour);
        var key = Algorithms.FindKey(provider.Keys, request.Client);

        var claims = CreateClaims(grant, code);
        if (key is not null)
        {
            claims["at_hash"] = CompactJws.HalfHash(key.Algorithm, accessToken);
        }

        behaviour.IdTokenClaims?.Invoke(claims);
        var header = CreateHeader(key);
        behaviour.IdTokenHeader?.Invoke(header);
        var signed = CompactJws.Sign(header.ToJsonString(), claims.ToJsonString(), key);

        var token = request.Client.IdTokenEncryption is { } encryption ? CompactJwe.Encrypt(signed, encryption) : signed;
        token = behaviour.IdToken?.Invoke(token) ?? token;

        // As a hint at sign-out, a relying party may send what it received or what it decrypted.
        var about = new IssuedIdToken(request.Client.ClientId, session.SessionId);
        state.RememberIdToken(signed, about);
        state.RememberIdToken(token, about);
        return token;
    }

    private JsonObject CreateHeader(TestSigningKey? key)
    {
        var header = new JsonObject { ["alg"] = key?.Algorithm ?? "none" };
        if (provider.Behaviour.TypeInIdTokenHeader)
        {
            header["typ"] = "JWT";
        }

        if (key?.KeyId is { } keyId)
        {
            header["kid"] = keyId;
        }

        return header;
    }

    private JsonObject CreateClaims(Grant grant, string? code)
    {
        var (request, session, now) = (grant.Request, grant.Session, provider.Now);
        var claims = new JsonObject
        {
            ["iss"] = provider.Issuer,
            ["sub"] = session.Subject,
            ["aud"] = request.Client.ClientId,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + provider.Options.IdTokenLifetime).ToUnixTimeSeconds(),
        };
        Set("nonce", code is null ? null : request.Nonce);
        Set("acr", request.Acr);
        Set("sid", provider.Behaviour.SessionIdInIdToken ? session.SessionId : null);
        if (request.MaxAge is not null)
        {
            claims["auth_time"] = session.AuthenticatedAt.ToUnixTimeSeconds();
        }

        if (request.Client.ClaimsInIdToken && provider.FindUser(session.Subject) is { } user)
        {
            UserClaims.AddTo(claims, user, request.Scopes);
        }

        return claims;

        void Set(string name, string? value)
        {
            if (value is not null)
            {
                claims[name] = value;
            }
        }
    }
}

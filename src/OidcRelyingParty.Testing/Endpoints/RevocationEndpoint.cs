using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Token revocation, RFC 7009: an access token alone, a refresh token with its whole sign-in.</summary>
internal sealed class RevocationEndpoint(ProviderState state, ClientAuthenticator clients) : IEndpoint
{
    public ProviderResponse Handle(ProviderRequest request)
    {
        var (client, refused) = clients.Authenticate(request);
        if (client is null)
        {
            return refused!; // one of the two is always there
        }

        if (request.Form["token"] is not { } value)
        {
            return ProviderResponse.Error("invalid_request", "token is missing.");
        }

        if (state.RefreshTokens.TryGetValue(value, out var refreshToken) && refreshToken.Grant.Request.Client == client)
        {
            refreshToken.Grant.Revoke();
        }
        else if (state.AccessTokens.TryGetValue(value, out var accessToken) && accessToken.Grant.Request.Client == client)
        {
            state.AccessTokens.TryRemove(value, out _);
        }

        // Section 2.2: an unknown token is as good as a revoked one.
        return new ProviderResponse(200);
    }
}

using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Checks a client assertion: RFC 7523 section 3.</summary>
internal sealed class ClientAssertionVerifier(TestProvider provider, ProviderState state)
{
    public static string? FindClientId(string assertion) => Parse(assertion)?.Subject;

    public string? FindProblem(TestClient client, ProviderRequest request)
    {
        if (request.Form["client_assertion_type"] != ClientAuthenticator.AssertionType)
        {
            return "client_assertion_type is wrong.";
        }

        if (Parse(request.Form["client_assertion"]) is not { } token)
        {
            return "client_assertion is not a JWT.";
        }

        var symmetric = Algorithms.IsSymmetric(token.Alg);
        var now = provider.Now.UtcDateTime;
        return client.TokenEndpointAuthMethod != (symmetric ? "client_secret_jwt" : "private_key_jwt") ? $"The client is registered for {client.TokenEndpointAuthMethod}."
            : client.TokenEndpointAuthSigningAlgorithm is { } wanted && wanted != token.Alg ? $"The assertion must be signed by {wanted}."
            : token.Issuer != client.ClientId || token.Subject != client.ClientId ? "iss and sub must be the client_id."
            : !token.Audiences.Any(IsOurs) ? "aud is neither the issuer nor the token endpoint."
            : token.ValidTo <= now ? "The assertion has expired, or has no exp."
            : token.ValidTo > now.AddDays(1) ? "exp is more than a day ahead."
            : token.IssuedAt > now.AddMinutes(1) ? "iat is in the future."
            : string.IsNullOrEmpty(token.Id) ? "jti is missing."
            : !Keys(client, symmetric).Any(key => Verifies(token, key)) ? "The signature is wrong."
            : !state.AssertionIds.TryAdd($"{client.ClientId} {token.Id}", true) ? "jti was used before."
            : null;
    }

    private bool IsOurs(string audience) => audience == provider.Issuer || audience == provider.AddressOf(ProviderEndpoint.Token);

    private static IEnumerable<SecurityKey> Keys(TestClient client, bool symmetric) => symmetric
        ? [new SymmetricSecurityKey(Encoding.UTF8.GetBytes(client.ClientSecret ?? ""))]
        : new JsonWebKeySet(client.Jwks ?? """{"keys":[]}""").GetSigningKeys();

    private static bool Verifies(JsonWebToken token, SecurityKey key)
    {
        if (!key.CryptoProviderFactory.IsSupportedAlgorithm(token.Alg, key))
        {
            return false;
        }

        var verifier = key.CryptoProviderFactory.CreateForVerifying(key, token.Alg);
        try
        {
            return verifier.Verify(Encoding.ASCII.GetBytes($"{token.EncodedHeader}.{token.EncodedPayload}"), Base64UrlEncoder.DecodeBytes(token.EncodedSignature));
        }
        finally
        {
            key.CryptoProviderFactory.ReleaseSignatureProvider(verifier);
        }
    }

    private static JsonWebToken? Parse(string? assertion)
    {
        try
        {
            return new JsonWebToken(assertion);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}

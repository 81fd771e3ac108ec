using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Holds a client to the one way of authenticating that it registered: RFC 6749 section 2.3, OpenID Connect Core 1.0 section 9.</summary>
internal sealed class ClientAuthenticator(TestProvider provider, ClientAssertionVerifier assertions)
{
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    /// <summary>The client, or the answer that refuses it.</summary>
    public (TestClient? Client, ProviderResponse? Refused) Authenticate(ProviderRequest request)
    {
        var authorization = request.Headers["Authorization"];
        var usesBasic = authorization is not null;
        var usesPost = request.Form.Contains("client_secret");
        var usesAssertion = request.Form.Contains("client_assertion");
        if ((usesBasic ? 1 : 0) + (usesPost ? 1 : 0) + (usesAssertion ? 1 : 0) > 1)
        {
            return (null, ProviderResponse.Error("invalid_request", "The client authenticates in more than one way."));
        }

        var (method, clientId, secret) = (request.Form["client_id"], authorization) switch
        {
            (_, not null) when ReadBasic(authorization) is var (id, password) => ("client_secret_basic", id, password),
            (_, not null) => ("unreadable", null, null),
            var (id, _) when usesPost => ("client_secret_post", id, request.Form["client_secret"]),
            var (id, _) when usesAssertion => ("assertion", ClientAssertionVerifier.FindClientId(request.Form["client_assertion"]!) ?? id, null),
            var (id, _) => ("none", id, null),
        };
        var client = provider.FindClient(clientId);
        var problem = client is null ? "The client is unknown."
            : request.Form["client_id"] is { } inBody && inBody != clientId ? "client_id is not that of the credentials."
            : method == "assertion" ? assertions.FindProblem(client, request)
            : method != client.TokenEndpointAuthMethod ? $"The client is registered for {client.TokenEndpointAuthMethod} and used {method}."
            : method != "none" && !SameSecret(secret, client.ClientSecret) ? "The client secret is wrong."
            : null;
        if (problem is null)
        {
            return (client, null);
        }

        var refused = ProviderResponse.Error("invalid_client", problem, 401);
        return (null, usesBasic ? refused.WithHeader("WWW-Authenticate", "Basic realm=\"token endpoint\"") : refused);
    }

    private static (string Id, string Secret)? ReadBasic(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        try
        {
            var halves = Encoding.UTF8.GetString(Convert.FromBase64String(header[6..])).Split(':');
            return halves.Length == 2 ? (WebUtility.UrlDecode(halves[0]), WebUtility.UrlDecode(halves[1])) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool SameSecret(string? sent, string? registered) => sent is not null && registered is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(sent), Encoding.UTF8.GetBytes(registered));
}

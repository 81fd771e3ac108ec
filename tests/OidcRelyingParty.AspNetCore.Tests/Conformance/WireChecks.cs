using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>
/// What the suite checks of every request it receives (conformance.md, sections 2.3 and 2.4), what it only warns of included; and the shape of
/// PKCE, which it does not look at. That the verifier fits is our provider's own check.
/// </summary>
internal static class WireChecks
{
    // RFC 3986 2.3; the suite's component encoder leaves a plus alone, and nonces longer than 43 draw a warning.
    private const string Unreserved = "^[A-Za-z0-9._~-]{16,43}$";

    public static void AssertAll(TestProvider provider)
    {
        foreach (var request in provider.Requests)
        {
            using (Assert.EnterMultipleScope())
            {
                AssertOne(request, provider.Clients[0]);
            }
        }
    }

    private static void AssertOne(ProviderRequest request, TestClient client)
    {
        switch (request.Endpoint)
        {
            case ProviderEndpoint.Discovery or ProviderEndpoint.KeySet:
                Assert.That(request.Method, Is.EqualTo("GET"));
                Assert.That(request.Headers["Authorization"], Is.Null);
                break;
            case ProviderEndpoint.Authorization:
                AssertAuthorization(request.Parameters, client);
                break;
            case ProviderEndpoint.Token:
                AssertGrant(request.Form);
                AssertToken(request, client);
                break;
            case ProviderEndpoint.EndSession:
                AssertEndSession(request.Parameters, client);
                break;
            case ProviderEndpoint.UserInfo:
                AssertUserInfo(request);
                break;
            default:
                Assert.Fail($"{request.Method} {request.Uri.AbsolutePath} is no endpoint of the suite.");
                break;
        }
    }

    private static void AssertAuthorization(ProviderParameters sent, TestClient client)
    {
        Assert.That(sent["scope"]!.Split(' '), Does.Contain("openid"));
        Assert.That(sent["response_type"], Is.EqualTo("code"));
        Assert.That(sent["client_id"], Is.EqualTo(client.ClientId));
        Assert.That(sent["redirect_uri"], Is.EqualTo(TestHost.CallbackUrl));
        Assert.That(sent["state"], Does.Match(Unreserved));
        Assert.That(sent["nonce"], Does.Match(Unreserved));
        Assert.That(sent["code_challenge"], Does.Match("^[A-Za-z0-9_-]{43}$"));
        Assert.That(sent["code_challenge_method"], Is.EqualTo("S256"));
        Assert.That(sent["response_mode"], Is.Null.Or.EqualTo("form_post"));
        Assert.That(sent.Contains("request") || sent.Contains("request_uri") || sent.Contains("claims"), Is.False);
        Assert.That(sent["prompt"] == "none" && sent["max_age"] == "0", Is.False);
    }

    private static void AssertGrant(ProviderParameters form)
    {
        if (form["grant_type"] == "refresh_token")
        {
            Assert.That(form["refresh_token"], Is.Not.Null);
            Assert.That(form.Contains("scope"), Is.False, "as granted, and so not wider");
            return;
        }

        Assert.That(form["grant_type"], Is.EqualTo("authorization_code"));
        Assert.That(form["redirect_uri"], Is.EqualTo(TestHost.CallbackUrl));
        Assert.That(form["code_verifier"], Does.Match("^[A-Za-z0-9._~-]{43,128}$"));
    }

    // That the hint is an ID token of this module is our provider's own check.
    private static void AssertEndSession(ProviderParameters sent, TestClient client)
    {
        Assert.That(sent["id_token_hint"], Is.Not.Null);
        Assert.That(client.PostLogoutRedirectUris, Does.Contain(sent["post_logout_redirect_uri"]));
        Assert.That(sent["state"], Does.Match("^[A-Za-z0-9._~-]+$"));
    }

    private static void AssertToken(ProviderRequest request, TestClient client)
    {
        var form = request.Form;
        Assert.That(request.Method, Is.EqualTo("POST"));
        Assert.That(request.Uri.Query, Is.Empty);
        Assert.That(form["client_id"], Is.Null.Or.EqualTo(client.ClientId));
        Assert.That(request.Headers["Authorization"] is not null, Is.EqualTo(client.TokenEndpointAuthMethod == "client_secret_basic"));
        Assert.That(form.Contains("client_secret"), Is.EqualTo(client.TokenEndpointAuthMethod == "client_secret_post"));
        Assert.That(form.Contains("client_assertion"), Is.EqualTo(client.TokenEndpointAuthMethod is "client_secret_jwt" or "private_key_jwt"));
    }

    // Exactly one bearer token, and in the header.
    private static void AssertUserInfo(ProviderRequest request)
    {
        Assert.That(request.Headers.GetValues("Authorization"), Has.Exactly(1).StartsWith("Bearer "));
        Assert.That(request.Uri.Query, Is.Empty);
        Assert.That(request.Body, Is.Empty);
    }
}

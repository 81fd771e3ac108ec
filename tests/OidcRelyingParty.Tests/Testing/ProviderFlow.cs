using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Testing;

/// <summary>A relying party written by hand, to test the provider with code that is not ours.</summary>
internal sealed class ProviderFlow : IDisposable
{
    public const string RedirectUri = "https://rp.example.test/signin-oidc";

    public ProviderFlow(TestProvider provider, bool loopback = false)
    {
        Provider = provider;
        Browser = loopback ? new TestBrowser() : new TestBrowser(provider.CreateHandler());
        Http = loopback ? new HttpClient() : new HttpClient(provider.CreateHandler());
        if (!Client.RedirectUris.Contains(RedirectUri))
        {
            Client.RedirectUris.Add(RedirectUri);
        }
    }

    public TestProvider Provider { get; }

    public TestBrowser Browser { get; }

    public HttpClient Http { get; }

    public TestClient Client => Provider.Clients[0];

    public string Verifier { get; } = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(32));

    public string AuthorizationUrl(params (string Name, string? Value)[] changes)
    {
        var query = new ProviderParameters
        {
            { "client_id", Client.ClientId },
            { "redirect_uri", RedirectUri },
            { "response_type", "code" },
            { "scope", "openid profile email" },
            { "state", "the-state" },
            { "nonce", "the-nonce" },
            { "code_challenge", Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))) },
            { "code_challenge_method", "S256" },
        };
        foreach (var (name, value) in changes)
        {
            query[name] = value;
        }

        return $"{Provider.AddressOf(ProviderEndpoint.Authorization)}?{query.ToQueryString()}";
    }

    public async Task<ProviderParameters> SignInAsync(params (string Name, string? Value)[] changes) =>
        ProviderParameters.Parse((await Browser.SignInAsync(AuthorizationUrl(changes))).Query);

    public async Task<string> GetCodeAsync(params (string Name, string? Value)[] changes) => (await SignInAsync(changes))["code"]!;

    public Task<(int Status, JsonObject Body)> RedeemAsync(string code, params (string Name, string? Value)[] changes)
    {
        var form = new ProviderParameters
        {
            { "grant_type", "authorization_code" }, { "code", code }, { "redirect_uri", RedirectUri }, { "code_verifier", Verifier },
        };
        foreach (var (name, value) in changes)
        {
            form[name] = value;
        }

        return PostTokenAsync(form, Basic(Client.ClientId, Client.ClientSecret!));
    }

    public Task<(int Status, JsonObject Body)> RefreshAsync(string refreshToken) => PostTokenAsync(
        new() { { "grant_type", "refresh_token" }, { "refresh_token", refreshToken } },
        Basic(Client.ClientId, Client.ClientSecret!));

    public async Task<(int Status, JsonObject Body)> PostTokenAsync(ProviderParameters form, AuthenticationHeaderValue? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Provider.AddressOf(ProviderEndpoint.Token));
        request.Content = new FormUrlEncodedContent(form);
        request.Headers.Authorization = authorization;
        using var response = await Http.SendAsync(request);
        return ((int)response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    public async Task<HttpResponseMessage> GetUserInfoAsync(string accessToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Provider.AddressOf(ProviderEndpoint.UserInfo));
        request.Headers.Authorization = new("Bearer", accessToken);
        return await Http.SendAsync(request);
    }

    public async Task<JsonObject> GetJsonAsync(ProviderEndpoint endpoint) =>
        JsonNode.Parse(await Http.GetStringAsync(Provider.AddressOf(endpoint)))!.AsObject();

    public async Task<TokenValidationResult> ValidateAsync(string token, SecurityKey? decryptionKey = null)
    {
        var keys = new JsonWebKeySet((await GetJsonAsync(ProviderEndpoint.KeySet)).ToJsonString()).GetSigningKeys();
        keys.Add(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(Client.ClientSecret!)));
        return await new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Provider.Issuer,
            ValidAudience = Client.ClientId,
            IssuerSigningKeys = keys,
            TokenDecryptionKey = decryptionKey,
        });
    }

    public static AuthenticationHeaderValue Basic(string id, string secret) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}")));

    public void Dispose()
    {
        Browser.Dispose();
        Http.Dispose();
    }
}

using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.FrontEnd;

/// <summary>The front end's script: it has no cookies of the application, only what it is answered and what stands in its own address.</summary>
internal sealed class Spa(TestHost host) : IDisposable
{
    public const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private readonly HttpClient _client = host.CreateClient();

    public static string Challenge { get; } = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    public Task<HttpResponseMessage> LoginAsync(object json) => _client.PostAsJsonAsync("/v1/auth/oidc/login", json);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent content) => _client.PostAsync(path, content);

    /// <summary>The address to open.</summary>
    public async Task<string> GetAuthUrlAsync(object json)
    {
        using var response = await LoginAsync(json);
        return (await ReadAsync(response)).GetProperty("auth_url").GetString()!; // the contract
    }

    /// <summary>Opens the address and signs in; the provider's answer, before the application sees it.</summary>
    public async Task<ProviderParameters> CatchCallbackAsync(object json, string userName = "alice") =>
        await host.Browser.CatchCallbackAsync(userName, await GetAuthUrlAsync(json));

    /// <summary>Brings the provider's answer to a node of the application.</summary>
    public static Task<HttpResponseMessage> CallBackAsync(HostBrowser browser, ProviderParameters answer) =>
        browser.GetAsync("/signin-oidc/acme?" + answer.ToQueryString());

    /// <summary>A whole sign-in; where it sends the browser.</summary>
    public async Task<Uri> SignInAsync(object json, string userName = "alice")
    {
        using var response = await CallBackAsync(host.Browser, await CatchCallbackAsync(json, userName));
        return response.Headers.Location ?? throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>The same with the plainest request, up to the code in the fragment.</summary>
    public async Task<string> GetCodeAsync(string? codeChallenge = null) =>
        Fragment(await SignInAsync(codeChallenge is null ? new { tenant_id = "acme" } : new { tenant_id = "acme", code_challenge = codeChallenge }))["code"]!;

    public static ProviderParameters Fragment(Uri address) => ProviderParameters.Parse(address.Fragment.TrimStart('#'));

    public Task<HttpResponseMessage> ExchangeAsync(string code, string? codeVerifier = null) =>
        _client.PostAsJsonAsync("/v1/auth/oidc/token", codeVerifier is null ? new { code } : (object)new { code, code_verifier = codeVerifier });

    public async Task<string> GetTokenAsync()
    {
        using var response = await ExchangeAsync(await GetCodeAsync());
        return (await ReadAsync(response)).GetProperty("access_token").GetString()!; // the contract
    }

    /// <summary>Calls the API; null when it answers 401.</summary>
    public async Task<Dictionary<string, string>?> MeAsync(string? token, string path = "/api/me")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var response = await _client.SendAsync(request);
        return response.StatusCode == HttpStatusCode.Unauthorized ? null : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<Dictionary<string, string>>();
    }

    public async Task SignOutAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/sign-out") { Headers = { Authorization = new("Bearer", token) } };
        (await _client.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public async Task<HttpStatusCode> CallAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/me") { Headers = { Authorization = new("Bearer", token) } };
        return (await _client.SendAsync(request)).StatusCode;
    }

    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response) =>
        await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();

    public void Dispose() => _client.Dispose();
}

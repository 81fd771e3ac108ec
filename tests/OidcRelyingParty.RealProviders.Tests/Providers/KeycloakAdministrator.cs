using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>What an administrator does to one realm, by Keycloak's own API.</summary>
internal sealed class KeycloakAdministrator : IDisposable
{
    private readonly HttpClient _http;

    private KeycloakAdministrator(HttpClient http) => _http = http;

    public static async Task<KeycloakAdministrator> SignInAsync(Keycloak keycloak)
    {
        var http = new HttpClient { BaseAddress = new Uri(new Uri(keycloak.Issuer), $"/admin/realms/{keycloak.Realm}/") };
        var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = "admin-cli",
            ["username"] = "admin",
            ["password"] = "admin",
        });
        using var response = await http.PostAsync(new Uri("/realms/master/protocol/openid-connect/token", UriKind.Relative), form);
        var token = await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.GetProperty("access_token").GetString());
        return new KeycloakAdministrator(http);
    }

    /// <summary>From now on ID tokens are signed with a new RS256 key.</summary>
    public Task RotateSigningKeyAsync() => PostAsync("components", new
    {
        name = $"rotated-{Guid.NewGuid():N}",
        providerId = "rsa-generated",
        providerType = "org.keycloak.keys.KeyProvider",
        config = new Dictionary<string, string[]>
        {
            ["priority"] = [$"{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}"], // higher than every earlier one
            ["algorithm"] = ["RS256"],
            ["keySize"] = ["2048"],
        },
    });

    public Task AddClientAsync(Client client, RelyingPartyAddress address) => PostAsync("clients", new
    {
        clientId = client.Id,
        secret = client.Secret,
        redirectUris = new[] { address.RedirectUri },
        publicClient = false,
        attributes = new Dictionary<string, string> { ["post.logout.redirect.uris"] = address.PostLogoutRedirectUri },
    });

    /// <summary>A new user with realm role admin, so that what happens to them disturbs no other test.</summary>
    /// <returns>The user's subject.</returns>
    public async Task<string> AddAdministratorAsync(string user)
    {
        var credentials = new[] { new { type = "password", value = $"{user}-password" } };
        await PostAsync("users", new { username = user, enabled = true, email = $"{user}@example.test", firstName = user, lastName = "Test", credentials });
        var found = await _http.GetFromJsonAsync<JsonElement>($"users?exact=true&username={user}");
        var subject = found[0].GetProperty("id").GetString()!; // just made
        await PostAsync(AdminRoleOf(subject), await AdminRoleAsync());
        return subject;
    }

    public async Task TakeAdminRoleAsync(string subject)
    {
        using var request = new HttpRequestMessage(HttpMethod.Delete, AdminRoleOf(subject)) { Content = JsonContent.Create(await AdminRoleAsync()) };
        using var response = await _http.SendAsync(request);
        response.EnsureSuccessStatusCode();
    }

    public async Task DisableAsync(string subject)
    {
        using var response = await _http.PutAsJsonAsync($"users/{subject}", new { enabled = false });
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Ends all sessions of a user.</summary>
    public Task SignOutAsync(string subject) => PostAsync($"users/{subject}/logout", new { });

    public void Dispose() => _http.Dispose();

    private static string AdminRoleOf(string subject) => $"users/{subject}/role-mappings/realm";

    private async Task<JsonElement[]> AdminRoleAsync() => [await _http.GetFromJsonAsync<JsonElement>("roles/admin")];

    private async Task PostAsync(string path, object body)
    {
        using var response = await _http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
    }
}

using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>A running provider, with the clients it knows.</summary>
internal abstract class Provider(string issuer, RelyingPartyAddress relyingParty)
{
    public string Issuer { get; } = issuer;

    /// <summary>The one address whose redirect URIs are registered.</summary>
    public RelyingPartyAddress RelyingParty { get; } = relyingParty;

    public abstract IProviderUser User { get; }

    /// <summary>What every test uses that is not about clients.</summary>
    public abstract Client DefaultClient { get; }

    /// <summary>A client whose users may say no; no other test lets bob say yes to it.</summary>
    public virtual Client ConsentClient => DefaultClient;

    /// <summary>The error with which the provider sends back a user who said no; null: it keeps the user.</summary>
    public virtual string? DenialError => "access_denied";

    public abstract string Scopes { get; }

    /// <summary>The claim that holds the roles, as the host's role mapping names it.</summary>
    public virtual string RoleClaim => "groups";

    /// <summary>A client whose host receives a refresh token.</summary>
    public virtual Client RenewingClient => DefaultClient;

    public virtual bool RotatesRefreshTokens => true;

    /// <summary>Whether it has a revocation endpoint.</summary>
    public virtual bool Revokes => true;

    /// <summary>Whether the user's session there is over with the refresh token.</summary>
    public virtual bool RevocationEndsItsSession => false;

    /// <summary>Whether the token endpoint refuses a refresh token to the client it was issued to.</summary>
    public async Task<bool> IsRefusedAsync(Client client, string refreshToken)
    {
        using var http = new HttpClient();
        var metadata = await http.GetFromJsonAsync<JsonElement>($"{Issuer}/.well-known/openid-configuration");
        using var request = new HttpRequestMessage(HttpMethod.Post, metadata.GetProperty("token_endpoint").GetString())
        {
            Headers = { Authorization = new("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{client.Id}:{client.Secret}"))) },
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "refresh_token", ["refresh_token"] = refreshToken }),
        };
        using var response = await http.SendAsync(request);
        Assert.That(response.StatusCode, Is.LessThan(HttpStatusCode.InternalServerError));
        return !response.IsSuccessStatusCode;
    }

    public virtual string PasswordOf(string user) => $"{user}-password";

    /// <summary>The PEM file of a private key of the clients.</summary>
    public virtual Task<string> GetKeyFileAsync(ClientKey key) => throw new NotSupportedException($"{GetType().Name} has no {key}.");
}

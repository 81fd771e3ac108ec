using System.Net;
using System.Text.Json;
using OidcRelyingParty.RealProviders.Tests.Browsing;
using OidcRelyingParty.RealProviders.Tests.QuickStart;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>Somebody with a browser of their own who comes through the port, or to one node by its own address: cookies know no ports.</summary>
internal sealed class NodeVisitor(Uri port) : IDisposable
{
    private readonly Browser _browser = new() { StopBefore = new Uri(port, "signin-oidc").AbsoluteUri };

    public IReadOnlyCollection<string> SeenSecrets => _browser.SeenSecrets;

    /// <summary>The session at the provider; known once <c>/me</c> was read.</summary>
    public string? ProviderSessionId { get; private set; }

    public async Task SignInAsync()
    {
        var page = await FinishSignInAsync(await BeginSignInAsync());
        Assert.That(IsSignedIn(page), Is.True, page.ToString());
    }

    /// <summary>Goes to the provider, and stops at the answer that leads back.</summary>
    public Task<Page> BeginSignInAsync() => _browser.GetAsync(new Uri(port, "login?returnUrl=/me"));

    public Task<Page> FinishSignInAsync(Page answer) => FinishSignInAsync(answer, port);

    /// <param name="answer">The provider's answer.</param>
    /// <param name="root">The node that gets it, or the port.</param>
    public Task<Page> FinishSignInAsync(Page answer, Uri root) => SendAsync(HttpMethod.Get, new Uri(root, answer.Location?.PathAndQuery ?? "me"));

    public static bool IsSignedIn(Page page) => page.Location?.AbsolutePath == "/me";

    public async Task<HttpStatusCode> OpenAsync(Uri root, string path = "me") => (await SendAsync(HttpMethod.Get, new Uri(root, path))).Status;

    public Task<Page> PostAsync(Uri root, string path) => SendAsync(HttpMethod.Post, new Uri(root, path));

    public async Task<Me> ReadMeAsync(Uri root)
    {
        var page = await SendAsync(HttpMethod.Get, new Uri(root, "me"));
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.ToString());
        var me = JsonSerializer.Deserialize<Me>(page.Body, JsonSerializerOptions.Web)!; // not the text "null"
        ProviderSessionId = me.ProviderSessionId;
        return me;
    }

    public void Dispose() => _browser.Dispose();

    private Task<Page> SendAsync(HttpMethod method, Uri url)
    {
        var request = new HttpRequestMessage(method, url);
        request.Headers.Add("Origin", url.GetLeftPart(UriPartial.Authority));
        return _browser.SendAsync(request);
    }
}

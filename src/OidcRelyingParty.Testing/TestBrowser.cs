using System.Net;
using System.Text.RegularExpressions;

namespace OidcRelyingParty.Testing;

/// <summary>A browser without a screen: keeps cookies, fills in the provider's pages, and leaves redirects to its owner.</summary>
/// <param name="handler">What carries its requests: <see cref="TestProvider.CreateHandler"/>, or one of a network that follows no redirects and keeps no cookies.</param>
public sealed partial class TestBrowser(HttpMessageHandler handler) : IDisposable
{
    private readonly HttpClient _client = new(handler);

    /// <summary>The cookies. Like a browser's, they do not differ by port.</summary>
    public CookieContainer Cookies { get; } = new();

    /// <summary>Creates a browser for a provider on loopback, or for anything else on the network.</summary>
    public TestBrowser()
        : this(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
    }

    /// <summary>Gets a page.</summary>
    /// <param name="address">The absolute address.</param>
    public Task<HttpResponseMessage> GetAsync(string address) => SendAsync(new(HttpMethod.Get, address));

    /// <summary>Sends a form.</summary>
    /// <param name="address">The absolute address.</param>
    /// <param name="fields">The fields.</param>
    public Task<HttpResponseMessage> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields) =>
        SendAsync(new(HttpMethod.Post, address) { Content = new FormUrlEncodedContent(fields) });

    /// <summary>Sends the one form of a page: its hidden fields and what the user does.</summary>
    /// <param name="page">The page, as it was received.</param>
    /// <param name="fields">What the user fills in or presses.</param>
    public async Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, params IEnumerable<(string Name, string Value)> fields)
    {
        var (action, hidden) = await ReadFormAsync(page);
        foreach (var (name, value) in fields)
        {
            hidden[name] = value;
        }

        return await PostAsync(action, hidden);
    }

    /// <summary>Goes to the authorization endpoint, signs in if asked, consents if asked.</summary>
    /// <param name="authorizationUrl">The authorization request.</param>
    /// <param name="userName">Who signs in; the password is the name and <c>-password</c>.</param>
    /// <returns>The redirect to the relying party, with the authorization response in its query.</returns>
    /// <exception cref="InvalidOperationException">The provider showed a page that cannot be answered so; the message holds it.</exception>
    public async Task<Uri> SignInAsync(string authorizationUrl, string userName = "alice")
    {
        var response = await GetAsync(authorizationUrl);
        foreach (var (button, fields) in new (string, (string, string)[])[]
        {
            ("id=\"username\"", [("username", userName), ("password", userName + "-password"), ("action", "sign-in")]),
            ("id=\"allow\"", [("action", "allow")]),
        })
        {
            if ((await response.Content.ReadAsStringAsync()).Contains(button, StringComparison.Ordinal))
            {
                response = await SubmitAsync(response, fields);
            }
        }

        return response.Headers.Location
            ?? throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <summary>The one form of a page: where it goes, and its hidden fields.</summary>
    /// <param name="page">The page, as it was received.</param>
    /// <exception cref="InvalidOperationException">The page has no form; the message holds it.</exception>
    public static async Task<(string Action, Dictionary<string, string> Hidden)> ReadFormAsync(HttpResponseMessage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        var html = await page.Content.ReadAsStringAsync();
        var form = FormPattern().Match(html);
        if (!form.Success)
        {
            throw new InvalidOperationException($"{(int)page.StatusCode} without a form: {html}");
        }

        var hidden = HiddenPattern().Matches(html).ToDictionary(
            match => WebUtility.HtmlDecode(match.Groups[1].Value),
            match => WebUtility.HtmlDecode(match.Groups[2].Value));
        return (WebUtility.HtmlDecode(form.Groups[1].Value), hidden);
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    /// <summary>Sends a request with the cookies of this browser, and keeps those that come back. Follows no redirect.</summary>
    /// <param name="request">The request; without an <c>Accept</c> header it is somebody opening a page.</param>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var address = request.RequestUri ?? throw new ArgumentException("The request has no address.", nameof(request));
        if (request.Headers.Accept.Count == 0)
        {
            request.Headers.Accept.ParseAdd("text/html"); // what browsers say when a person opens a page
        }

        if (Cookies.GetCookieHeader(address) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var response = await _client.SendAsync(request);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            Cookies.SetCookies(address, cookie);
        }

        return response;
    }

    [GeneratedRegex("<form method=\"post\" action=\"([^\"]*)\">")]
    private static partial Regex FormPattern();

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")]
    private static partial Regex HiddenPattern();
}

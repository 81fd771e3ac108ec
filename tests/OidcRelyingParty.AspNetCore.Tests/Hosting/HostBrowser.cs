using System.Net;
using System.Net.Http.Json;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>A person with a browser: signs in at the provider's page, follows redirects, submits what submits itself.</summary>
internal sealed class HostBrowser(HttpMessageHandler network) : IDisposable
{
    private const int MaxSteps = 12;

    private readonly TestBrowser _browser = new(network);
    private readonly HttpMessageInvoker _fetch = new(network, disposeHandler: false);

    public CookieContainer Cookies => _browser.Cookies;

    /// <summary>The application's cookies that a page view sends.</summary>
    public IReadOnlyList<Cookie> AppCookies => Cookies.GetCookies(new Uri(TestHost.Origin)).ToArray();

    public bool HasSession => AppCookies.Any(cookie => cookie.Name.StartsWith("__Host-oidc.session", StringComparison.Ordinal));

    /// <summary>Opens a page and goes where it leads, signing in when the provider asks; the last answer, which is no redirect.</summary>
    public async Task<HttpResponseMessage> SignInAsync(string userName = "alice", string startPath = "/") =>
        await FollowAsync(await AuthorizeAsync(userName, startPath));

    /// <summary>
    /// The same up to the provider's answer: the redirect, or the page with the form, that would bring the authorization response to the
    /// application. An answer that leads nowhere comes back as it is.
    /// </summary>
    public async Task<HttpResponseMessage> AuthorizeAsync(string userName = "alice", string startPath = "/")
    {
        var response = await GetAsync(startPath);
        for (var step = 0; step < MaxSteps; step++)
        {
            if (await FindCallbackAsync(response) is not null || await StepAsync(response, userName) is not { } next)
            {
                return response;
            }

            response = next;
        }

        throw new InvalidOperationException($"No end after {MaxSteps} steps.");
    }

    /// <summary>Goes on from an answer until one leads nowhere.</summary>
    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response, string userName = "alice")
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            if (await StepAsync(response, userName) is not { } next)
            {
                return response;
            }

            response = next;
        }

        throw new InvalidOperationException($"No end after {MaxSteps} steps.");
    }

    /// <summary>Does the one thing an answer asks for; null when it leads nowhere.</summary>
    public async Task<HttpResponseMessage?> StepAsync(HttpResponseMessage response, string userName)
    {
        if (response.Headers.Location is { } location)
        {
            return await GetAsync(new Uri(response.RequestMessage!.RequestUri!, location).AbsoluteUri);
        }

        var html = await response.Content.ReadAsStringAsync();
        return html.Contains("id=\"username\"", StringComparison.Ordinal) && !html.Contains("id=\"problem\"", StringComparison.Ordinal)
                ? await _browser.SubmitAsync(response, ("username", userName), ("password", userName + "-password"), ("action", "sign-in"))
            : html.Contains("id=\"allow\"", StringComparison.Ordinal) ? await _browser.SubmitAsync(response, ("action", "allow"))
            : html.Contains("document.forms[0].submit()", StringComparison.Ordinal) ? await _browser.SubmitAsync(response)
            : null;
    }

    /// <summary>Gets one page: a path of the application, or an absolute address.</summary>
    public Task<HttpResponseMessage> GetAsync(string address) => _browser.GetAsync(Absolute(address));

    /// <summary>Sends one form.</summary>
    public Task<HttpResponseMessage> PostAsync(string address, IEnumerable<KeyValuePair<string, string>> fields) =>
        _browser.PostAsync(Absolute(address), fields);

    /// <summary>What a script of the application's page would send: the cookies, and the headers of the request alone.</summary>
    public async Task<HttpResponseMessage> FetchAsync(HttpRequestMessage request)
    {
        request.RequestUri = new Uri(Absolute(request.RequestUri!.OriginalString));
        if (Cookies.GetCookieHeader(request.RequestUri) is { Length: > 0 } cookies)
        {
            request.Headers.Add("Cookie", cookies);
        }

        var response = await _fetch.SendAsync(request, CancellationToken.None);
        foreach (var cookie in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            Cookies.SetCookies(request.RequestUri, cookie);
        }

        return response;
    }

    /// <summary>Fetches JSON as a script does; nothing is followed.</summary>
    public Task<HttpResponseMessage> FetchJsonAsync(string path) =>
        FetchAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept", "application/json" } } });

    /// <summary>The session as the application sees it; null when nobody is signed in.</summary>
    public async Task<SessionView?> MeAsync()
    {
        using var response = await FetchJsonAsync("/me");
        return response.StatusCode == HttpStatusCode.Unauthorized ? null : await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<SessionView>();
    }

    /// <summary>The authorization response that an answer of the provider carries, in a redirect or a form; null when it carries none.</summary>
    public static async Task<ProviderParameters?> FindCallbackAsync(HttpResponseMessage response)
    {
        if (response.Headers.Location is { } location)
        {
            return location.OriginalString.StartsWith(TestHost.CallbackUrl, StringComparison.Ordinal) ? ProviderParameters.Parse(location.Query) : null;
        }

        if (!(await response.Content.ReadAsStringAsync()).Contains("document.forms[0].submit()", StringComparison.Ordinal))
        {
            return null;
        }

        var parameters = new ProviderParameters();
        foreach (var (name, value) in (await TestBrowser.ReadFormAsync(response)).Hidden)
        {
            parameters.Add(name, value);
        }

        return parameters;
    }

    public void Dispose()
    {
        _browser.Dispose();
        _fetch.Dispose();
    }

    private static string Absolute(string address) => address.StartsWith('/') ? TestHost.Origin + address : address;
}

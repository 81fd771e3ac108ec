using System.Web;

namespace OidcRelyingParty.RealProviders.Tests.Browsing;

/// <summary>A user agent without a script engine: cookies, redirects followed by hand, forms, forms that submit themselves.</summary>
internal sealed class Browser : IDisposable
{
    private const int RedirectLimit = 20;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private readonly CookieJar _cookies = new();
    private readonly SeenSecrets _secrets = new();

    /// <summary>An address that is not visited: the browser stops at the answer that would lead there.</summary>
    public string? StopBefore { get; init; }

    /// <summary>Every code and token that went through an address or a form.</summary>
    public IReadOnlyCollection<string> SeenSecrets => _secrets.Values;

    public Task<Page> GetAsync(Uri url) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, url));

    public Task<Page> SubmitAsync(HtmlForm form) => FollowAsync(Request(form));

    /// <summary>Submits a form and stops at its answer.</summary>
    public Task<Page> SendAsync(HtmlForm form) => SendAsync(Request(form));

    /// <summary>One request and its answer, redirects not followed.</summary>
    public async Task<Page> SendAsync(HttpRequestMessage request)
    {
        var url = request.RequestUri!; // always set by this assembly
        _secrets.Note(url.Query);
        request.Headers.TryAddWithoutValidation("Cookie", _cookies.HeaderFor(url));

        using (request)
        using (var response = await _http.SendAsync(request))
        {
            foreach (var cookie in response.Headers.NonValidated.TryGetValues("Set-Cookie", out var values) ? values : default)
            {
                _cookies.Keep(url, cookie);
            }

            var location = response.Headers.Location is { } to ? new Uri(url, to) : null;
            _secrets.Note(location?.Query ?? "");
            return new Page(url, response.StatusCode, location, await response.Content.ReadAsStringAsync()) { ETag = response.Headers.ETag?.Tag };
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<Page> FollowAsync(HttpRequestMessage request)
    {
        for (var hop = 0; hop < RedirectLimit; hop++)
        {
            var page = await SendAsync(request);
            var next = page.Location is { } location ? new HttpRequestMessage(HttpMethod.Get, location)
                : page.SelfSubmittingForm is { } form ? Request(form)
                : null;
            if (next is null || (StopBefore is not null && next.RequestUri!.AbsoluteUri.StartsWith(StopBefore, StringComparison.Ordinal)))
            {
                return page;
            }

            request = next;
        }

        throw new InvalidOperationException(
            $"More than {RedirectLimit} redirects, the last one to {request.RequestUri!.GetLeftPart(UriPartial.Path)}.");
    }

    private HttpRequestMessage Request(HtmlForm form)
    {
        _secrets.Note(form.Fields);
        if (form.Method == HttpMethod.Get)
        {
            var query = HttpUtility.ParseQueryString(form.Action.Query);
            foreach (var (name, value) in form.Fields)
            {
                query[name] = value;
            }

            return new HttpRequestMessage(HttpMethod.Get, new UriBuilder(form.Action) { Query = query.ToString() }.Uri);
        }

        var request = new HttpRequestMessage(form.Method, form.Action) { Content = new FormUrlEncodedContent(form.Fields) };
        request.Headers.Add("Origin", form.Origin);
        return request;
    }
}

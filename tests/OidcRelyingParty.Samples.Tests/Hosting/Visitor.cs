using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>A person with a browser at a sample: opens pages, follows where they lead, signs in at the provider, fills in forms.</summary>
internal sealed class Visitor(VisitorNetwork network, string origin) : IDisposable
{
    private const int MaxSteps = 15;

    private readonly TestBrowser _browser = new(network);

    public CookieContainer Cookies => _browser.Cookies;

    /// <summary>The provider's user who signs in; the password is the name and <c>-password</c>.</summary>
    public string UserName { get; set; } = "alice";

    /// <summary>Opens a page and does whatever it asks until nothing more happens; the page at the end.</summary>
    public async Task<HttpResponseMessage> OpenAsync(string path) => await FollowAsync(await GetAsync(path));

    /// <summary>One request; nothing is followed.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => _browser.GetAsync(Absolute(path));

    /// <summary>Posts a form as a page of the sample would; nothing is followed.</summary>
    public Task<HttpResponseMessage> PostAsync(string path, params IEnumerable<(string Name, string Value)> fields) =>
        _browser.PostAsync(Absolute(path), fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>Fills in one form of a page, with what it already holds, and submits it; nothing is followed.</summary>
    /// <param name="page">The page.</param>
    /// <param name="selector">The form.</param>
    /// <param name="fields">What is typed, chosen or pressed; null takes a field out, as an unticked box.</param>
    public async Task<HttpResponseMessage> SubmitAsync(HttpResponseMessage page, string selector, params IEnumerable<(string Name, string? Value)> fields)
    {
        var document = await ReadAsync(page);
        var form = document.QuerySelector<IHtmlFormElement>(selector) ?? throw new InvalidOperationException($"No form {selector} in: {document.Source.Text}");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in form.Elements.Where(element => element.GetAttribute("name") is not null))
        {
            if (ValueOf(element) is { } value)
            {
                values[element.GetAttribute("name")!] = value; // has one: the line above
            }
        }

        foreach (var (name, value) in fields)
        {
            values.Remove(name);
            if (value is not null)
            {
                values[name] = value;
            }
        }

        var action = new Uri(page.RequestMessage!.RequestUri!, form.GetAttribute("action") ?? "").AbsoluteUri; // an answer has its request
        return string.Equals(form.Method, "get", StringComparison.OrdinalIgnoreCase)
            ? await _browser.GetAsync(action.Split('?')[0] + "?" + await new FormUrlEncodedContent(values).ReadAsStringAsync())
            : await _browser.PostAsync(action, values);
    }

    /// <summary>Goes on from an answer: follows redirects, signs in at the provider, submits what submits itself.</summary>
    public async Task<HttpResponseMessage> FollowAsync(HttpResponseMessage response)
    {
        for (var step = 0; step < MaxSteps; step++)
        {
            if (await StepAsync(response) is not { } next)
            {
                return response;
            }

            response = next;
        }

        throw new InvalidOperationException($"No end after {MaxSteps} steps.");
    }

    /// <summary>A request of a script of the page: its cookies, JSON, nothing followed.</summary>
    public Task<HttpResponseMessage> FetchAsync(HttpMethod method, string path, HttpContent? content = null, params IEnumerable<(string Name, string Value)> headers)
    {
        var request = new HttpRequestMessage(method, Absolute(path)) { Content = content, Headers = { { "Accept", "application/json" }, { "Sec-Fetch-Site", "same-origin" } } };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _browser.SendAsync(request);
    }

    /// <summary>The page as a document.</summary>
    public static async Task<IDocument> ReadAsync(HttpResponseMessage page) => await new HtmlParser().ParseDocumentAsync(await page.Content.ReadAsStringAsync());

    public void Dispose() => _browser.Dispose();

    /// <summary>Does the one thing an answer asks for; null when it leads nowhere.</summary>
    public async Task<HttpResponseMessage?> StepAsync(HttpResponseMessage response)
    {
        if (response.Headers.Location is { } location)
        {
            return await _browser.GetAsync(new Uri(response.RequestMessage!.RequestUri!, location).AbsoluteUri); // an answer has its request
        }

        var html = await response.Content.ReadAsStringAsync();
        var isProvider = response.RequestMessage!.RequestUri!.Host != "localhost"; // an answer has its request
        return !isProvider || html.Contains("id=\"problem\"", StringComparison.Ordinal) ? null
            : html.Contains("id=\"username\"", StringComparison.Ordinal) ? await _browser.SubmitAsync(response, ("username", UserName), ("password", UserName + "-password"), ("action", "sign-in"))
            : html.Contains("id=\"allow\"", StringComparison.Ordinal) ? await _browser.SubmitAsync(response, ("action", "allow"))
            : html.Contains("document.forms[0].submit()", StringComparison.Ordinal) ? await _browser.SubmitAsync(response)
            : null;
    }

    private string Absolute(string path) => path.StartsWith('/') ? origin + path : path;

    private static string? ValueOf(IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox" or "radio" } box => box.IsChecked ? box.Value : null,
        IHtmlInputElement { Type: "submit" or "button" } => null,
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value,
        IHtmlTextAreaElement area => area.Value,
        _ => null,
    };
}

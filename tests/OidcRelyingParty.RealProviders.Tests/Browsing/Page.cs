using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace OidcRelyingParty.RealProviders.Tests.Browsing;

/// <summary>An answer the browser stopped at: the address it came from, and where it redirects to, if it does.</summary>
internal sealed record Page(Uri Url, HttpStatusCode Status, Uri? Location, string Body)
{
    private readonly Lazy<IHtmlDocument> _document = new(() => new HtmlParser().ParseDocument(Body));

    /// <summary>What the answer is a state of, such as settings; null when it does not say.</summary>
    public string? ETag { get; init; }

    /// <summary>The stable error code of a QuickStart error page.</summary>
    public string? ErrorCode => Find("[data-error-code]")?.GetAttribute("data-error-code");

    /// <summary>The form that a script of the page submits at once (<c>response_mode=form_post</c>).</summary>
    public HtmlForm? SelfSubmittingForm =>
        Body.Contains(".submit()", StringComparison.Ordinal) && Find("form") is not null ? Form() : null;

    /// <summary>The text of an element; null when there is none.</summary>
    public string? TextOf(string selector) => Find(selector)?.TextContent;

    public bool Has(string selector) => Find(selector) is not null;

    /// <exception cref="InvalidOperationException">There is no such form.</exception>
    public HtmlForm Form(string selector = "form")
    {
        if (Find(selector) is not IHtmlFormElement form)
        {
            throw new InvalidOperationException($"No form \"{selector}\" on {this}");
        }

        var action = form.GetAttribute("action");
        return new HtmlForm(
            string.Equals(form.GetAttribute("method"), "post", StringComparison.OrdinalIgnoreCase) ? HttpMethod.Post : HttpMethod.Get,
            string.IsNullOrEmpty(action) ? Url : new Uri(Url, action),
            Url.GetLeftPart(UriPartial.Authority),
            Fields(form));
    }

    public override string ToString() => $"{(int)Status} {Url.GetLeftPart(UriPartial.Path)}\n{Body}";

    private static Dictionary<string, string> Fields(IHtmlFormElement form)
    {
        var fields = new Dictionary<string, string>();
        foreach (var input in form.Elements.OfType<IHtmlInputElement>())
        {
            if (input.Name is { Length: > 0 } name && (input.Type is not ("submit" or "checkbox" or "radio") || input.IsChecked))
            {
                fields[name] = input.Value;
            }
        }

        return fields;
    }

    private IElement? Find(string selector) => _document.Value.QuerySelector(selector);
}

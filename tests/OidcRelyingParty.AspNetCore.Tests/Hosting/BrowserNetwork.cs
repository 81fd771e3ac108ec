namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>Carries a browser's requests to the application or the provider by host name, with the headers of somebody opening a page.</summary>
internal sealed class BrowserNetwork(HttpMessageHandler app, HttpMessageHandler provider) : HttpMessageHandler
{
    private static readonly string s_appHost = new Uri(TestHost.Origin).Host;

    private readonly HttpMessageInvoker _app = new(app);
    private readonly HttpMessageInvoker _provider = new(provider);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Accept.Count == 0)
        {
            request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml");
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", "navigate");
        }

        return (request.RequestUri!.Host == s_appHost ? _app : _provider).SendAsync(request, cancellationToken);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _app.Dispose();
            _provider.Dispose();
        }

        base.Dispose(disposing);
    }
}

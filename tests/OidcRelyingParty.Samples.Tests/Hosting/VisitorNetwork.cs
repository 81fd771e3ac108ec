namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>Carries a browser's requests to the sample in this process or, over loopback, to the provider; with the headers of somebody opening a page.</summary>
internal sealed class VisitorNetwork(HttpMessageHandler sample) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _sample = new(sample);
    private readonly HttpMessageInvoker _network = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Accept.ToString().Contains("html", StringComparison.Ordinal))
        {
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Mode", "navigate");
            request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        }

        return (request.RequestUri!.Host == "localhost" ? _sample : _network).SendAsync(request, cancellationToken); // every request here has an address
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sample.Dispose();
            _network.Dispose();
        }

        base.Dispose(disposing);
    }
}

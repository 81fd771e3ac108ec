namespace OidcRelyingParty.Tests.Discovery;

/// <summary>A container network in which the provider is called keycloak; remembers what it was asked for.</summary>
internal sealed class BackchannelHandler(HttpMessageHandler inner, List<Uri> asked) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!; // every request has an address
        asked.Add(url);
        if (url.Authority == "keycloak:8080")
        {
            request.RequestUri = new Uri("https://login.example.org" + url.PathAndQuery);
        }

        return base.SendAsync(request, cancellationToken);
    }
}

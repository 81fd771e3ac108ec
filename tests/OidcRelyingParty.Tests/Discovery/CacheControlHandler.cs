namespace OidcRelyingParty.Tests.Discovery;

/// <summary>Adds <c>Cache-Control</c> to metadata and to keys.</summary>
internal sealed class CacheControlHandler(HttpMessageHandler inner, string? metadata, string? keys) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if ((request.RequestUri!.AbsolutePath == "/jwks" ? keys : metadata) is { } value)
        {
            response.Headers.TryAddWithoutValidation("Cache-Control", value);
        }

        return response;
    }
}

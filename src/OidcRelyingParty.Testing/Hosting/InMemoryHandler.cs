using System.Net;

namespace OidcRelyingParty.Testing.Hosting;

/// <summary>Answers an <see cref="HttpClient"/> without a network.</summary>
internal sealed class InMemoryHandler(TestProvider provider) : HttpMessageHandler
{
    private readonly Uri _origin = new(provider.Issuer);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var uri = request.RequestUri ?? throw new InvalidOperationException("The request has no address.");
        if (!string.Equals(uri.GetLeftPart(UriPartial.Authority), _origin.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidOperationException($"{uri.GetLeftPart(UriPartial.Path)} is not at the test provider {provider.Issuer}.");
        }

        var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
            .SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)));
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var answer = await provider.HandleAsync(new ProviderRequest(request.Method.Method, uri, headers, body), cancellationToken);

        var response = new HttpResponseMessage((HttpStatusCode)answer.StatusCode)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(answer.Body),
        };
        if (answer.ContentType is not null)
        {
            response.Content.Headers.TryAddWithoutValidation("Content-Type", answer.ContentType);
        }

        foreach (var header in answer.Headers)
        {
            response.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        return response;
    }
}

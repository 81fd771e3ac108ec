using System.Collections.Concurrent;

namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>Keeps every answer of a sample: status, headers and body.</summary>
internal sealed class AnswerRecorder(HttpMessageHandler sample, ConcurrentQueue<string> answers) : DelegatingHandler(sample)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        answers.Enqueue($"{response}\n{await response.Content.ReadAsStringAsync(cancellationToken)}");
        return response;
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>A load balancer: one port whose requests go to the nodes in turn, and past a node that does not listen.</summary>
internal sealed class AlternatingPort : IAsyncDisposable
{
    private static readonly string[] OfOneConnection = ["Connection", "Keep-Alive", "Transfer-Encoding"];

    private readonly WebApplication _app;
    private readonly IReadOnlyList<Uri> _nodes;
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });
    private int _turn = -1;
    private int _waiting;

    private AlternatingPort(WebApplication app, IReadOnlyList<Uri> nodes) => (_app, _nodes) = (app, nodes);

    public Uri Root => new(_app.Urls.First());

    /// <summary>The node that gave the last answer.</summary>
    public Uri? LastNode { get; private set; }

    /// <summary>How many requests wait for their answer.</summary>
    public int Waiting => _waiting;

    public static async Task<AlternatingPort> StartAsync(params IReadOnlyList<Uri> nodes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var port = new AlternatingPort(builder.Build(), nodes);
        port._app.Run(port.PassOnAsync);
        await port._app.StartAsync();
        return port;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
    }

    private async Task PassOnAsync(HttpContext context)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var turn = Interlocked.Increment(ref _turn);
            var preference = Enumerable.Range(turn, _nodes.Count).Select(number => _nodes[number % _nodes.Count]);
            await PassOnAsync(context, preference, body.ToArray());
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private async Task PassOnAsync(HttpContext context, IEnumerable<Uri> preference, byte[] body)
    {
        foreach (var node in preference)
        {
            try
            {
                using var request = Copy(context.Request, node, body);
                using var answer = await _http.SendAsync(request, context.RequestAborted);
                LastNode = node;
                await AnswerAsync(context.Response, answer);
                return;
            }
            catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.ConnectionError)
            {
                // It took nothing: the next one may.
            }
            catch (HttpRequestException)
            {
                break;
            }
        }

        context.Response.StatusCode = StatusCodes.Status502BadGateway;
    }

    private static HttpRequestMessage Copy(HttpRequest request, Uri node, byte[] body)
    {
        var copy = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(node, request.Path + request.QueryString.Value))
        {
            Content = body.Length > 0 ? new ByteArrayContent(body) : null,
        };
        foreach (var (name, values) in request.Headers.Where(header => !OfOneConnection.Contains(header.Key)))
        {
            _ = copy.Headers.TryAddWithoutValidation(name, values.AsEnumerable()) || copy.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable()) == true;
        }

        return copy;
    }

    private static async Task AnswerAsync(HttpResponse response, HttpResponseMessage answer)
    {
        var body = await answer.Content.ReadAsByteArrayAsync();
        response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated).Where(header => !OfOneConnection.Contains(header.Key)))
        {
            response.Headers[name] = values.ToArray();
        }

        await response.Body.WriteAsync(body);
    }
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.Logging;

namespace OidcRelyingParty.Testing.Hosting;

/// <summary>Puts a provider on a port of 127.0.0.1.</summary>
internal sealed class LoopbackServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource<TestProvider> _provider = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LoopbackServer(WebApplication app) => _app = app;

    public string Origin => _app.Urls.First();

    public static async Task<LoopbackServer> StartAsync(int port, CancellationToken cancellationToken)
    {
        Task<LoopbackServer> starting;
        // As nobody's part: WebApplicationFactory takes every host that a program makes while it starts for the program's own, and gives it no port.
        using (ExecutionContext.SuppressFlow())
        {
            starting = Task.Run(() => StartServerAsync(port, cancellationToken), cancellationToken);
        }

        return await starting;
    }

    // The issuer needs the port, so the provider comes after the server; early requests wait for it.
    public void Attach(TestProvider provider) => _provider.SetResult(provider);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<LoopbackServer> StartServerAsync(int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        var server = new LoopbackServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(cancellationToken);
        return server;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var provider = await _provider.Task.WaitAsync(context.RequestAborted);
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var headers = context.Request.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")));
        var request = new ProviderRequest(context.Request.Method, new Uri(context.Request.GetEncodedUrl()), headers, body);

        ProviderResponse answer;
        try
        {
            answer = await provider.HandleAsync(request, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            // ProviderBehaviour.Respond plays a broken connection.
            context.Abort();
            return;
        }

        context.Response.StatusCode = answer.StatusCode;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        foreach (var header in answer.Headers)
        {
            context.Response.Headers.Append(header.Key, header.Value);
        }

        await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted);
    }
}

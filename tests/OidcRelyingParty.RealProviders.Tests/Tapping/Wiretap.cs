using System.Collections.Concurrent;
using System.Net;
using System.Text;
using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.RealProviders.Tests.Tapping;

/// <summary>Hands requests on to an origin and remembers what was said: how a test sees what a host and a provider tell each other.</summary>
internal sealed class Wiretap : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        PooledConnectionLifetime = TimeSpan.Zero, // hosts come and go behind the address
    });

    private readonly ConcurrentQueue<Exchange> _exchanges = new();
    private readonly Uri _target;

    /// <param name="target">Where requests go; only its origin counts.</param>
    public Wiretap(Uri target)
    {
        _target = target;
        Address = new Uri($"http://127.0.0.1:{FreePort.Find()}/");
        _listener.Prefixes.Add(Address.AbsoluteUri);
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The origin that stands in for the target.</summary>
    public Uri Address { get; }

    /// <summary>What was said so far, each before its answer went back.</summary>
    public IReadOnlyList<Exchange> Exchanges => [.. _exchanges];

    public IEnumerable<string> Secrets => _exchanges.SelectMany(exchange => exchange.Secrets);

    public void Clear() => _exchanges.Clear();

    public void Dispose()
    {
        _listener.Close();
        _http.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = RelayAsync(await _listener.GetContextAsync());
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                // Closed.
            }
        }
    }

    private async Task RelayAsync(HttpListenerContext context)
    {
        using var answer = context.Response;
        using var reader = new StreamReader(context.Request.InputStream);
        var body = await reader.ReadToEndAsync();
        answer.KeepAlive = false; // a caller must not find a connection that was closed meanwhile
        try
        {
            using var response = await _http.SendAsync(Copy(context.Request, body));
            var content = await response.Content.ReadAsByteArrayAsync();
            _exchanges.Enqueue(new Exchange(body, response.StatusCode, response.Headers.CacheControl?.ToString(), Encoding.UTF8.GetString(content)));
            answer.StatusCode = (int)response.StatusCode;
            answer.ContentType = response.Content.Headers.ContentType?.ToString();
            await answer.OutputStream.WriteAsync(content);
        }
        catch (HttpRequestException e)
        {
            _exchanges.Enqueue(new Exchange(body, HttpStatusCode.BadGateway, CacheControl: null, e.Message)); // nobody is there
            answer.StatusCode = (int)HttpStatusCode.BadGateway;
        }
        catch (HttpListenerException)
        {
            // The caller went away.
        }
    }

    private HttpRequestMessage Copy(HttpListenerRequest from, string body)
    {
        var request = new HttpRequestMessage(new HttpMethod(from.HttpMethod), new Uri(_target, from.RawUrl));
        if (from.HasEntityBody)
        {
            request.Content = new StringContent(body);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", from.ContentType);
        }

        foreach (var name in new[] { "Authorization", "Accept", "DPoP" })
        {
            if (from.Headers[name] is { } value)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return request;
    }
}

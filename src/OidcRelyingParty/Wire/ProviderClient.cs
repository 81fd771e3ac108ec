using System.Net;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Diagnostics;

namespace OidcRelyingParty.Wire;

/// <summary>Asks a provider, and nobody it points to: no redirects, no cookies, one deadline, a bounded body.</summary>
internal sealed class ProviderClient(
    IHttpClientFactory clients, OutboundGuard guard, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider)
{
    /// <summary>The name under which a host may configure the client further, for a proxy or a client certificate.</summary>
    public const string HttpClientName = "OidcRelyingParty";

    private const int MaxBodyLength = 1024 * 1024;

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <exception cref="OidcException">No answer in time, or more than 1 MB of it; or the address must not be asked, and was not.</exception>
    public async Task<ProviderResponse> SendAsync(HttpRequestMessage request, string endpoint, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!; // our own callers set it
        // Also where a proxy, or a handler of the host's own, looks the name up and not the guard.
        if (guard.Refuses(address))
        {
            throw OutboundGuard.Refused(address.Host);
        }

        Telemetry.ProviderAsked(endpoint);
        using var activity = Telemetry.Activities.StartActivity($"oidc {endpoint}");
        using var deadline = new CancellationTokenSource(options.Value.BackchannelTimeout, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(HttpClientName);
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token).ConfigureAwait(false);
            return new ProviderResponse(
                response.StatusCode,
                response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() ?? "",
                await ReadAsync(response.Content, address, either.Token).ConfigureAwait(false),
                response.Headers.CacheControl?.MaxAge)
            {
                Location = (int)response.StatusCode is >= 300 and < 400 ? response.Headers.Location : null,
            };
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(address, $"no answer within {options.Value.BackchannelTimeout.TotalSeconds:0} seconds", e);
        }
        catch (HttpRequestException e) when (e.InnerException is OidcException refused)
        {
            throw new OidcException(refused.Error, e);
        }
        catch (HttpRequestException e)
        {
            throw Unreachable(address, e.HttpRequestError is var error and not HttpRequestError.Unknown ? error.ToString() : "the connection failed", e);
        }
        catch (IOException e)
        {
            throw Unreachable(address, "the connection broke", e);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, Uri address, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentEncoding.Count > 0)
        {
            throw new OidcException(OidcErrorCodes.ProviderResponse, $"{Name(address)} answered in an encoding that was not asked for.");
        }

        using var body = new MemoryStream();
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var buffer = new byte[16 * 1024];
            int read;
            while ((read = await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0)
            {
                if (body.Length + read > MaxBodyLength)
                {
                    throw new OidcException(OidcErrorCodes.ProviderResponse, $"{Name(address)} answered with more than {MaxBodyLength} bytes.");
                }

                body.Write(buffer, 0, read);
            }
        }

        return body.ToArray();
    }

    private static OidcException Unreachable(Uri address, string why, Exception cause) =>
        new(OidcErrorCodes.ProviderUnreachable, $"{Name(address)} could not be reached: {why}.", innerException: cause) { RetryAfter = TimeSpan.FromSeconds(5) };

    // Without the query, which could hold what must not be logged.
    private static string Name(Uri address) => address.GetLeftPart(UriPartial.Path);

    /// <summary>The handler below the named client.</summary>
    public static SocketsHttpHandler CreateHandler(OutboundGuard guard)
    {
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            // Not the one that the environment names: behind a proxy nobody sees where a name leads. The host's code may choose one.
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            // A provider that moves to another address is found again within this time.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxResponseHeadersLength = 64,
        };
        handler.ConnectCallback = (context, cancellationToken) => IsProxy(handler, context)
            ? guard.ConnectToProxyAsync(context.DnsEndPoint, cancellationToken)
            : guard.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return handler;
    }

    private static bool IsProxy(SocketsHttpHandler handler, SocketsHttpConnectionContext context) =>
        handler.UseProxy && context.DnsEndPoint.Host != context.InitialRequestMessage.RequestUri!.IdnHost; // there is a request before a connection
}

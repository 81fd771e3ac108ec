using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using OidcRelyingParty;
using OidcRelyingParty.Authorization;

namespace ConsoleLogin;

/// <summary>
/// Waits on loopback for the provider's answer
/// (<see href="https://www.rfc-editor.org/rfc/rfc8252#section-7.3">RFC 8252, section 7.3</see>).
/// </summary>
internal sealed class CallbackListener : IDisposable
{
    private readonly HttpListener _listener = new();

    private CallbackListener(int port)
    {
        var origin = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}";
        RedirectUri = new Uri(origin + "/callback");
        _listener.Prefixes.Add(origin + "/");
    }

    /// <summary>The redirect URI, to be registered at the provider.</summary>
    public Uri RedirectUri { get; }

    /// <summary>Listens on a port; 0 for a free one, which suits providers that accept any port of 127.0.0.1.</summary>
    public static CallbackListener Start(int port)
    {
        var callback = new CallbackListener(port == 0 ? FindFreePort() : port);
        callback._listener.Start();
        return callback;
    }

    /// <summary>Waits for the answer to one sign-in and shows the browser how it ended. Requests of anybody else do not end the wait.</summary>
    public async Task<SignInResult> ReceiveAsync(PendingSignIn pending, Func<AuthorizationResponse, Task<SignInResult>> complete, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience);
        while (true)
        {
            var context = await NextAsync(deadline.Token);
            if (context.Request.Url?.AbsolutePath != RedirectUri.AbsolutePath)
            {
                CallbackPage.Write(context.Response, HttpStatusCode.NotFound, "There is nothing here.");
                continue;
            }

            try
            {
                var response = await ReadAsync(context.Request);
                if (response.State != pending.State)
                {
                    CallbackPage.Write(context.Response, HttpStatusCode.BadRequest, "This answer belongs to another sign-in.");
                    continue;
                }

                var result = await complete(response);
                CallbackPage.Write(context.Response, HttpStatusCode.OK, "You are signed in. Close this window and return to the program.");
                return result;
            }
            catch (OidcException e)
            {
                var status = e.Error.Kind is OidcErrorKind.BadRequest or OidcErrorKind.Refused ? HttpStatusCode.BadRequest : HttpStatusCode.BadGateway;
                CallbackPage.Write(context.Response, status, $"{e.Error.Meaning} ({e.Error.Code})");
                if (e.Error.Code is not (OidcErrorCodes.AuthorizationResponse or OidcErrorCodes.StateMissing))
                {
                    throw;
                }
            }
        }
    }

    public void Dispose() => _listener.Close();

    private async Task<HttpListenerContext> NextAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await _listener.GetContextAsync().WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("Nobody came back from the provider in time.");
        }
    }

    private static async Task<AuthorizationResponse> ReadAsync(HttpListenerRequest request)
    {
        if (request.HttpMethod != "POST")
        {
            return AuthorizationResponse.ParseQuery(request.RawUrl?.Split('?', 2) is [_, var query] ? query : "");
        }

        var buffer = new byte[AuthorizationResponse.MaxLength + 1];
        var length = await request.InputStream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false);
        return AuthorizationResponse.ParseForm(Encoding.UTF8.GetString(buffer.AsSpan(0, length)));
    }

    private static int FindFreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}

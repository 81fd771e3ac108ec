using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>The key set of a client, served on loopback for a provider that fetches it: one RSA key to encrypt ID tokens for.</summary>
internal sealed class ClientKeySet : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly HttpListener _listener = new();

    public ClientKeySet()
    {
        var port = FreePort.Find();
        Uri = new Uri($"http://127.0.0.1:{port}/jwks");
        _listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public Uri Uri { get; }

    public string PrivateKeyPem => _key.ExportPkcs8PrivateKeyPem();

    public void Dispose()
    {
        _listener.Close();
        _key.Dispose();
    }

    private async Task ServeAsync()
    {
        var rsa = _key.ExportParameters(includePrivateParameters: false);
        var (n, e) = (Base64Url.EncodeToString(rsa.Modulus), Base64Url.EncodeToString(rsa.Exponent));
        var jwk = new { kty = "RSA", use = "enc", alg = "RSA-OAEP-256", kid = "enc-1", n, e };
        var body = JsonSerializer.SerializeToUtf8Bytes(new { keys = new[] { jwk } });
        while (_listener.IsListening)
        {
            try
            {
                using var response = (await _listener.GetContextAsync()).Response;
                response.ContentType = "application/json";
                await response.OutputStream.WriteAsync(body);
            }
            catch (Exception failure) when (failure is HttpListenerException or ObjectDisposedException)
            {
                // Closed, or the caller went away.
            }
        }
    }
}

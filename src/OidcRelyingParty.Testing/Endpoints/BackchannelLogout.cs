using System.Collections.Concurrent;
using System.Text;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Tells the clients of ended sessions, each once and one after the other: Back-Channel Logout 1.0 section 2.5.</summary>
internal sealed class BackchannelLogout(TestProvider provider, LogoutTokenIssuer tokens)
{
    private readonly ConcurrentQueue<LogoutDelivery> _deliveries = [];

    public IReadOnlyList<LogoutDelivery> Deliveries => [.. _deliveries];

    public async Task<IReadOnlyList<LogoutDelivery>> SendAsync(IReadOnlyList<EndedSession> ended, CancellationToken cancellationToken)
    {
        if (provider.ClientNetwork is not { } network)
        {
            return [];
        }

        var sent = new List<LogoutDelivery>();
        using var invoker = new HttpMessageInvoker(network, disposeHandler: false);
        foreach (var (session, clientId) in ended.SelectMany(session => session.ClientIds.Select(id => (session, id))))
        {
            if (provider.FindClient(clientId) is { BackchannelLogoutUri: { } uri } client)
            {
                var delivery = await SendAsync(invoker, client, new Uri(uri), tokens.Create(client, session.Subject, session.SessionId, alter: null), cancellationToken);
                sent.Add(delivery);
                _deliveries.Enqueue(delivery);
            }
        }

        return sent;
    }

    private async Task<LogoutDelivery> SendAsync(HttpMessageInvoker network, TestClient client, Uri uri, string token, CancellationToken cancellationToken)
    {
        var form = new ProviderParameters { { "logout_token", token } };
        provider.Behaviour.LogoutRequest?.Invoke(form);
        using var request = new HttpRequestMessage(HttpMethod.Post, uri)
        {
            Content = new StringContent(form.ToQueryString(), Encoding.UTF8, "application/x-www-form-urlencoded"),
        };
        try
        {
            using var response = await network.SendAsync(request, cancellationToken);
            return new LogoutDelivery(client.ClientId, token, response.StatusCode, response.Headers.CacheControl?.ToString());
        }
        catch (HttpRequestException)
        {
            return new LogoutDelivery(client.ClientId, token, Status: null, CacheControl: null);
        }
    }
}

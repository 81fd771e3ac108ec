using System.Net.Http.Headers;

namespace OidcRelyingParty.AspNetCore.Tests.SettingsPage;

/// <summary>
/// What alice sends: who she is. There is no <c>Origin</c> and no <c>Sec-Fetch-Site</c>, so that with her cookies only the field of the form proves that she sent it.
/// </summary>
internal sealed class AdministratorNetwork(HttpMessageHandler host) : DelegatingHandler(host)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization ??= new AuthenticationHeaderValue("Bearer", "alice");
        return base.SendAsync(request, cancellationToken);
    }
}

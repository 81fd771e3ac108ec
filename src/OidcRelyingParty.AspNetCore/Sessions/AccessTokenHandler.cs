using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http;

namespace OidcRelyingParty.Sessions;

/// <summary>Sends the access token of the user of the current request along.</summary>
internal sealed class AccessTokenHandler(OidcSessions sessions, IHttpContextAccessor contextAccessor) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var context = contextAccessor.HttpContext ?? throw new OidcException(OidcErrorCodes.SessionEnded, "There is no request whose user's token could be sent.");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await sessions.GetAccessTokenAsync(context));
        return await base.SendAsync(request, cancellationToken);
    }
}

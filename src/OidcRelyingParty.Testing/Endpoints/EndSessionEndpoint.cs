using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>RP-Initiated Logout 1.0. Without a token of ours as a hint, the user is asked first.</summary>
internal sealed class EndSessionEndpoint(TestProvider provider, ProviderState state, ProviderCookies cookies) : IEndpoint
{
    public ProviderResponse Handle(ProviderRequest request)
    {
        var sent = request.Parameters;
        var hint = state.FindIdToken(sent["id_token_hint"]);
        if (sent.Contains("id_token_hint") && hint is null)
        {
            return Pages.Problem("id_token_hint is not an ID token of this provider.");
        }

        var clientId = hint?.ClientId ?? sent["client_id"];
        if (sent["client_id"] is { } named && named != clientId)
        {
            return Pages.Problem("client_id and id_token_hint name different clients.");
        }

        var returnTo = sent["post_logout_redirect_uri"];
        if (returnTo is not null && provider.FindClient(clientId)?.PostLogoutRedirectUris.Contains(returnTo) != true)
        {
            return Pages.Problem($"The post-logout redirect URI {returnTo} is not registered.");
        }

        var current = cookies.FindSession(request);
        var confirmed = request.Endpoint == ProviderEndpoint.EndSessionConfirmation
            && current is not null
            && sent["ticket"] is { } ticket
            && ticket == cookies.FindBrowser(request);
        if (hint is null && current is not null && !confirmed)
        {
            var browser = cookies.FindBrowser(request) ?? RandomId.Create();
            return cookies.SetBrowser(Pages.ConfirmSignOut(provider, browser, sent), browser);
        }

        var ended = state.EndSessions(session => session == current || session.SessionId == hint?.SessionId);
        var response = cookies.ClearSession(SignedOut(ended, returnTo, sent["state"], request.Method));
        response.EndedSessions = [.. ended.Select(session => session.ToEnded())];
        return response;
    }

    private ProviderResponse SignedOut(IReadOnlyList<ProviderSession> ended, string? returnTo, string? relyingPartyState, string method)
    {
        var parameters = new ProviderParameters { ["state"] = relyingPartyState };
        provider.Behaviour.EndSessionResponse?.Invoke(parameters);
        var address = returnTo is null || parameters.Count == 0
            ? returnTo
            : returnTo + (returnTo.Contains('?', StringComparison.Ordinal) ? '&' : '?') + parameters.ToQueryString();
        var frames = ended.SelectMany(session => session.Clients.Keys.Select(id => (session, provider.FindClient(id)?.FrontchannelLogoutUri)))
            .Where(pair => pair.FrontchannelLogoutUri is not null)
            .Select(pair => FrameAddress(pair.FrontchannelLogoutUri!, pair.session.SessionId)) // not null: filtered above
            .ToArray();
        return address is null || frames.Length > 0
            ? Pages.SignedOut(address, frames)
            : ProviderResponse.Redirect(address, method == "POST" ? 303 : 302);
    }

    private string FrameAddress(string uri, string sessionId) =>
        uri + (uri.Contains('?', StringComparison.Ordinal) ? '&' : '?')
            + new ProviderParameters { { "iss", provider.Issuer }, { "sid", sessionId } }.ToQueryString();
}

using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Where a sign-in begins: OpenID Connect Core 1.0 section 3.1.2.</summary>
internal sealed class AuthorizationEndpoint(TestProvider provider, AuthorizationFlow flow) : IEndpoint
{
    public ProviderResponse Handle(ProviderRequest request)
    {
        var sent = request.Parameters;

        // Never redirect to an address that is not registered: say it on a page.
        if (sent.GroupBy(pair => pair.Key).FirstOrDefault(group => group.Count() > 1) is { } repeated)
        {
            return Pages.Problem($"The parameter {repeated.Key} is there more than once.");
        }

        if (provider.FindClient(sent["client_id"]) is not { } client)
        {
            return Pages.Problem($"There is no client {sent["client_id"]}.");
        }

        if (sent["redirect_uri"] is not { } redirectUri || !client.RedirectUris.Contains(redirectUri))
        {
            return Pages.Problem($"The redirect URI {sent["redirect_uri"]} is not registered for {client.ClientId}.");
        }

        var start = new AuthorizationRequest(client, redirectUri, sent["state"], sent["response_mode"] ?? "query");
        var (read, refused) = AuthorizationRequestReader.Read(start, sent);
        return refused is { } problem
            ? flow.Refuse(read, problem.Error, problem.Description, request)
            : flow.Begin(read, request);
    }
}

using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Takes the form of the consent page.</summary>
internal sealed class ConsentEndpoint(ProviderState state, ProviderCookies cookies, AuthorizationFlow flow) : IEndpoint
{
    public ProviderResponse Handle(ProviderRequest request)
    {
        if (cookies.FindInteraction(request) is not { Session: { } session } interaction
            || !state.Interactions.TryRemove(interaction.Id, out _)
            || !state.Sessions.ContainsKey(session.Ticket))
        {
            return Pages.Problem("This question was answered, or was asked in another browser. Go back to the application and start again.");
        }

        if (request.Form["action"] != "allow")
        {
            return flow.Refuse(interaction.Request, "access_denied", "The user did not consent.", request);
        }

        session.Consents[interaction.Request.Client.ClientId] = true;
        return flow.Grant(interaction.Request, session, request);
    }
}

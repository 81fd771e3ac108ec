using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>Takes the form of the sign-in page.</summary>
internal sealed class LoginEndpoint(TestProvider provider, ProviderState state, ProviderCookies cookies, AuthorizationFlow flow) : IEndpoint
{
    public ProviderResponse Handle(ProviderRequest request)
    {
        if (cookies.FindInteraction(request) is not { Session: null } interaction)
        {
            return Pages.Problem("This sign-in has ended, or was begun in another browser. Go back to the application and start again.");
        }

        if (request.Form["action"] == "cancel")
        {
            state.Interactions.TryRemove(interaction.Id, out _);
            return flow.Refuse(interaction.Request, "access_denied", "The user cancelled.", request);
        }

        var userName = request.Form["username"];
        var user = provider.Users.FirstOrDefault(user => user.UserName == userName && user.Password == request.Form["password"] && !user.Disabled);
        if (user is null)
        {
            return Pages.SignIn(provider, interaction, userName, "The user name or the password is wrong.");
        }

        return state.Interactions.TryRemove(interaction.Id, out _)
            ? flow.SignedIn(interaction.Request, user, request)
            : Pages.Problem("This form was sent twice.");
    }
}

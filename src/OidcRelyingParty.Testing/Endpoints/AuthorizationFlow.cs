using OidcRelyingParty.Testing.Sessions;

namespace OidcRelyingParty.Testing.Endpoints;

/// <summary>From a good authorization request to its answer: sign-in, consent, code.</summary>
internal sealed class AuthorizationFlow(TestProvider provider, ProviderState state, ProviderCookies cookies)
{
    public ProviderResponse Begin(AuthorizationRequest request, ProviderRequest http)
    {
        if (provider.Options.AutoSignIn is { } userName)
        {
            var user = provider.Users.FirstOrDefault(user => user.UserName == userName)
                ?? throw new InvalidOperationException($"There is no user '{userName}' to sign in.");
            return Grant(request, cookies.FindSession(http) is { } current && current.Subject == user.Subject ? current : StartSession(user), http);
        }

        var session = cookies.FindSession(http);
        var needsSignIn = session is null
            || request.Prompts.Contains("login")
            || request.Prompts.Contains("select_account")
            || provider.Now - session.AuthenticatedAt > request.MaxAge;
        if (!needsSignIn)
        {
            return AskConsent(request, session!, http); // not null: needsSignIn covers it
        }

        return request.Prompts.Contains("none")
            ? Refuse(request, "login_required", "Nobody is signed in.", http)
            : ShowSignIn(request, http);
    }

    /// <summary>Starts a new session for a user whose password was right.</summary>
    public ProviderResponse SignedIn(AuthorizationRequest request, TestUser user, ProviderRequest http) =>
        AskConsent(request, StartSession(user), http);

    public ProviderResponse Grant(AuthorizationRequest request, ProviderSession session, ProviderRequest http)
    {
        session.Clients[request.Client.ClientId] = true;
        var code = new IssuedToken(new Grant(request, session), provider.Now + provider.Options.CodeLifetime);
        return cookies.SetSession(Answer(request, new() { { "code", ProviderState.AddTo(state.Codes, code) } }, http), session);
    }

    public ProviderResponse Refuse(AuthorizationRequest request, string error, string description, ProviderRequest http) =>
        Answer(request, new() { { "error", error }, { "error_description", description } }, http);

    private ProviderResponse ShowSignIn(AuthorizationRequest request, ProviderRequest http)
    {
        var interaction = Remember(request, null, http);
        return cookies.SetBrowser(Pages.SignIn(provider, interaction, request.LoginHint, problem: null), interaction.Browser);
    }

    private ProviderResponse AskConsent(AuthorizationRequest request, ProviderSession session, ProviderRequest http)
    {
        var needsConsent = request.Prompts.Contains("consent")
            || (request.Client.ConsentRequired && !session.Consents.ContainsKey(request.Client.ClientId));
        if (!needsConsent)
        {
            return Grant(request, session, http);
        }

        if (request.Prompts.Contains("none"))
        {
            return Refuse(request, "consent_required", "The user has not consented.", http);
        }

        var interaction = Remember(request, session, http);
        return cookies.SetSession(cookies.SetBrowser(Pages.Consent(provider, interaction), interaction.Browser), session);
    }

    private ProviderResponse Answer(AuthorizationRequest request, ProviderParameters parameters, ProviderRequest http)
    {
        parameters["state"] = request.State;
        if (provider.Behaviour.IssuerInAuthorizationResponse)
        {
            parameters["iss"] = provider.Issuer;
        }

        provider.Behaviour.AuthorizationResponse?.Invoke(parameters);
        if (request.ResponseMode == "form_post")
        {
            return Pages.FormPost(request.RedirectUri, parameters);
        }

        var separator = request.RedirectUri.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        return ProviderResponse.Redirect(request.RedirectUri + separator + parameters.ToQueryString(), http.Method == "POST" ? 303 : 302);
    }

    private ProviderSession StartSession(TestUser user)
    {
        var session = new ProviderSession(RandomId.Create() + provider.Behaviour.SessionIdSuffix, user.Subject, provider.Now);
        return state.Sessions[session.Ticket] = session;
    }

    private Interaction Remember(AuthorizationRequest request, ProviderSession? session, ProviderRequest http)
    {
        var interaction = new Interaction(cookies.FindBrowser(http) ?? RandomId.Create(), request, session);
        return state.Interactions[interaction.Id] = interaction;
    }
}

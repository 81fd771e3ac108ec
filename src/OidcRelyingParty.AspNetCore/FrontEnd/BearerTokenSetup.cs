using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty.FrontEnd;

/// <summary>Has the framework's bearer token handler ask for the session that a token names.</summary>
internal static class BearerTokenSetup
{
    private const string Scheme = BearerToken.Type + " ";

    /// <summary>Comes after the host's own event, which may find the token elsewhere (WebSockets) and does not have to know about sessions.</summary>
    public static void AskForSession(BearerTokenOptions options)
    {
        var host = options.Events.OnMessageReceived;
        options.Events.OnMessageReceived = async received =>
        {
            await host(received);
            if (received.Result is null && (received.Token ?? TokenOf(received)) is { } token)
            {
                await AuthenticateAsync(received, token);
            }
        };
    }

    private static async Task AuthenticateAsync(MessageReceivedContext received, string token)
    {
        if (await received.HttpContext.RequestServices.GetRequiredService<BearerSessions>().FindAsync(received.HttpContext, token) is not { } ticket
            || SessionIdentity.IsOfAnotherTenant(received.HttpContext, ticket.Principal))
        {
            received.Fail("The token is not valid here, or its session has ended.");
            return;
        }

        received.Principal = ticket.Principal;
        received.Properties = ticket.Properties;
        received.Success();
    }

    private static string? TokenOf(MessageReceivedContext received)
    {
        var header = received.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..] : null;
    }
}

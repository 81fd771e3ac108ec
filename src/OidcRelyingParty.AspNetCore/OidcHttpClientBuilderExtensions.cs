using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using OidcRelyingParty.Sessions;

namespace OidcRelyingParty;

/// <summary>Lets HTTP clients act for the signed-in user.</summary>
public static class OidcHttpClientBuilderExtensions
{
    /// <summary>
    /// Sends the access token of the current request's user with every request of this client, renewed when it is about to end. Give the client
    /// the base address of the one API the token is for: the token goes wherever the client goes.
    /// </summary>
    /// <param name="builder">The client.</param>
    public static IHttpClientBuilder AddUserAccessToken(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddHttpContextAccessor();
        builder.Services.TryAddTransient<AccessTokenHandler>();
        return builder.AddHttpMessageHandler<AccessTokenHandler>();
    }
}

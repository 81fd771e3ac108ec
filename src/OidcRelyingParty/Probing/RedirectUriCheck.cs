using System.Net;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Probing;

/// <summary>
/// Whether the redirect URI is registered: only to one that is does a provider send a browser back, even one in which nobody is signed in
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#AuthError">OpenID Connect Core, section 3.1.2.6</see>).
/// </summary>
internal sealed class RedirectUriCheck(ProviderClient client)
{
    /// <param name="address">How the provider is reached.</param>
    /// <param name="request">A request that allows no questions to the user and has its answer in the query.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SettingsFinding> RunAsync(ProviderAddress address, AuthorizationRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, address.ToBackchannel(request.Url));
        try
        {
            var response = await client.SendAsync(message, ProviderEndpoint.Authorization, cancellationToken).ConfigureAwait(false);
            return Judge(response, Uri.TryCreate(request.Url, response.Location, out var location) ? location : null, request.Pending.RedirectUri);
        }
        catch (OidcException e)
        {
            // Browsers may reach what this application does not.
            return new SettingsFinding(nameof(OidcSettings.RedirectUri), e.Error, FindingSeverity.Warning);
        }
    }

    private static SettingsFinding Judge(ProviderResponse response, Uri? location, Uri redirectUri)
    {
        if (location is null || !IsAnswerTo(redirectUri, location))
        {
            // Without the query: it may repeat the state.
            var elsewhere = location is null ? "" : $" that leads to {Printable.Of(location.GetLeftPart(UriPartial.Path))}";
            var remedy = response.Status is >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError ? "Register this" : "Make sure that this is the registered";
            return Finding.Warning(nameof(OidcSettings.RedirectUri), OidcErrorCodes.ProbeRedirectUri,
                $"Asked without a user, the provider did not answer to the redirect URI but with {response.Describe()}{elsewhere}. It must be registered as {redirectUri.OriginalString}",
                $"{remedy} redirect URI at the provider, exactly: {redirectUri.OriginalString}");
        }

        var refused = AuthorizationResponse.ParseQuery(location.Query) as RefusedAuthorization;
        return refused?.ToError(redirectUri) is { Code: not OidcErrorCodes.InteractionRequired } error
            ? new SettingsFinding(nameof(OidcSettings.ClientId), error, FindingSeverity.Warning)
            : Finding.Passed(nameof(OidcSettings.RedirectUri), $"The provider knows the redirect URI {redirectUri.OriginalString}");
    }

    private static bool IsAnswerTo(Uri redirectUri, Uri location) =>
        location.GetLeftPart(UriPartial.Path) == redirectUri.GetLeftPart(UriPartial.Path)
        && location.Query.StartsWith(redirectUri.Query, StringComparison.Ordinal);
}

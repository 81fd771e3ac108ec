using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.FrontEnd;

/// <summary>
/// Begins a sign-in for a front end elsewhere, in two steps. The front end asks for an address and opens it; it is one of ours, and leaves in the
/// browser what binds the sign-in to it before it goes on to the provider. An answer to a script of another origin could not: its cookies do not count.
/// </summary>
internal sealed class FrontEndLoginEndpoint(
    SettingsResolver settingsResolver,
    SignInStart start,
    StartTickets tickets,
    RedirectUris redirectUris,
    ErrorResponder errors,
    IOptions<OidcFrontEndOptions> options)
{
    private static readonly string[] Names = [FrontEndNames.TenantId, FrontEndNames.Provider, WireNames.CodeChallenge, FrontEndNames.ReturnTo];

    /// <summary>POST <c>/login</c>, from the front end's script: the address to open.</summary>
    public async Task LoginAsync(HttpContext context)
    {
        ResponseHeaders.NoStore(context.Response);
        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }

        try
        {
            var ticket = await ReadAsync(context.Request);
            FrontEndAddress.Of(await settingsResolver.GetCurrentAsync(new OidcSettingsKey(ticket.Tenant, ticket.Provider), context.RequestAborted));
            var address = redirectUris.Origin(context) + tickets.PathOf(context, ticket);
            await context.Response.WriteAsJsonAsync(new Dictionary<string, string> { [FrontEndNames.AuthUrl] = address }, context.RequestAborted);
        }
        catch (OidcException e)
        {
            await errors.WriteProblemAsync(context, e);
        }
    }

    /// <summary>GET <c>/start</c>, opened in the browser.</summary>
    public async Task StartAsync(HttpContext context)
    {
        ResponseHeaders.NoStore(context.Response);
        StartTicket? ticket = null;
        try
        {
            ticket = tickets.Open(context)
                ?? throw new OidcException(OidcErrorCodes.FrontEndTicket, "The ticket in the address is missing, altered or too old.");
            var key = new OidcSettingsKey(ticket.Tenant, ticket.Provider);
            await start.RedirectAsync(context, key, new SignInRequest
            {
                RedirectUri = redirectUris.Callback(context, key),
                ReturnUrl = ticket.ReturnTo,
                Purpose = SignInPurpose.FrontEnd,
                FrontEndChallenge = ticket.CodeChallenge,
            });
        }
        catch (OidcException e)
        {
            await errors.WriteAsync(context, e, tryAgainPath: ticket is null ? null : tickets.PathOf(context, ticket));
        }
    }

    private async Task<StartTicket> ReadAsync(HttpRequest request)
    {
        var members = await JsonRequest.ReadAsync(request, Names);
        var tenant = members.GetValueOrDefault(FrontEndNames.TenantId) ?? throw JsonRequest.Refused($"Send {FrontEndNames.TenantId}.");
        var provider = members.GetValueOrDefault(FrontEndNames.Provider) ?? OidcSettingsKey.Default.Provider;
        if (!OidcSettingsKey.IsValidName(tenant) || !OidcSettingsKey.IsValidName(provider))
        {
            throw new OidcException(OidcErrorCodes.TenantUnknown, $"'{Printable.Of(tenant)}/{Printable.Of(provider)}' is no tenant and provider.");
        }

        return tickets.Create(tenant, provider, ChallengeOf(members), ReturnToOf(members));
    }

    private string? ChallengeOf(IReadOnlyDictionary<string, string> members)
    {
        var challenge = members.GetValueOrDefault(WireNames.CodeChallenge);
        return challenge is null ? !options.Value.RequireCodeChallenge ? null : throw JsonRequest.Refused($"Send {WireNames.CodeChallenge}.")
            : HandOver.IsChallenge(challenge) ? challenge
            : throw JsonRequest.Refused($"Send {WireNames.CodeChallenge} as the SHA-256 hash of the verifier in base64url, 43 characters (RFC 7636, S256).");
    }

    private static string? ReturnToOf(IReadOnlyDictionary<string, string> members) =>
        members.GetValueOrDefault(FrontEndNames.ReturnTo) is not { } path || ReturnPath.IsLocal(path)
            ? members.GetValueOrDefault(FrontEndNames.ReturnTo)
            : throw JsonRequest.Refused($"Send {FrontEndNames.ReturnTo} as a path of the front end, such as /orders?page=2, or leave it out.");
}

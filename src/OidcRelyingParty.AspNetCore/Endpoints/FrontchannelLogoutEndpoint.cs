using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Endpoints;

/// <summary>
/// Opened by the provider's sign-out page in a frame
/// (<see href="https://openid.net/specs/openid-connect-frontchannel-1_0.html">Front-Channel Logout 1.0</see>). The session is found by <c>iss</c> and
/// <c>sid</c>, because browsers send no cookie into a foreign site's frame. Tokens are not revoked from here: anybody can open a frame.
/// </summary>
internal sealed class FrontchannelLogoutEndpoint(SettingsResolver settingsResolver, OidcSessions sessions, ErrorResponder errors, ILogger<FrontchannelLogoutEndpoint> logger)
{
    private const int MaxLength = 4 * 1024;
    private static readonly string[] Names = [WireNames.Issuer, WireNames.SessionId];

    public async Task ReceiveAsync(HttpContext context)
    {
        ResponseHeaders.NoStore(context.Response);
        try
        {
            var query = context.Request.QueryString.Value?.TrimStart('?') ?? "";
            var values = query.Length > MaxLength ? null : StrictForm.Read(query, Names, out _);
            var issuer = await EndAsync(context, values?.GetValueOrDefault(WireNames.Issuer), values?.GetValueOrDefault(WireNames.SessionId));
            await WriteFrameAsync(context, issuer);
        }
        catch (OidcException e)
        {
            await errors.WriteAsync(context, e);
        }
    }

    private async Task<string> EndAsync(HttpContext context, string? issuer, string? providerSessionId)
    {
        var own = await OwnSessionAsync(context);
        var settings = (issuer ?? own?.Issuer) is { Length: > 0 } named ? await settingsResolver.FindByIssuerAsync(named, context.RequestAborted) : [];
        if (settings.Count > 0 && !string.IsNullOrEmpty(issuer) && !string.IsNullOrEmpty(providerSessionId))
        {
            foreach (var match in settings)
            {
                await sessions.EndAsync(SessionSelector.OfProviderSession(match.Key, issuer, providerSessionId), context.RequestAborted);
            }
        }
        else if (!settings.Any(match => match.AllowFrontChannelLogoutWithoutSession))
        {
            throw new OidcException(OidcErrorCodes.FrontChannelSession, "iss and sid are not both there, or no settings have that issuer.");
        }

        if (own is not null && settings.Any(match => match.Key == own.Key && (match.AllowFrontChannelLogoutWithoutSession || own.ProviderSessionId == providerSessionId)))
        {
            await context.SignOutAsync(OidcDefaults.SessionScheme);
        }

        logger.FrontchannelLogout(Printable.Of(issuer ?? own?.Issuer));
        return issuer ?? own!.Issuer; // without both, no settings were found
    }

    /// <summary>The session whose cookie came along, if one did.</summary>
    private static async Task<OwnSession?> OwnSessionAsync(HttpContext context)
    {
        var session = await context.AuthenticateAsync(OidcDefaults.SessionScheme);
        SessionTicketStore.RequireReadable(context);
        return session.Principal is { } principal && SessionIdentity.SettingsKeyOf(principal) is { } key && principal.FindFirst(WireNames.Issuer) is { } issuer
            ? new OwnSession(key, issuer.Value, principal.FindFirst(WireNames.SessionId)?.Value)
            : null;
    }

    // The one page of ours that may be framed, and only by the provider.
    private static Task WriteFrameAsync(HttpContext context, string issuer)
    {
        ResponseHeaders.NoStore(context.Response);
        context.Response.Headers.ContentSecurityPolicy = $"default-src 'none'; frame-ancestors {new Uri(issuer).GetLeftPart(UriPartial.Authority)}";
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync("<!DOCTYPE html><html lang=\"en\"><title>Signed out</title><p>Signed out</p></html>", context.RequestAborted);
    }

    private sealed record OwnSession(OidcSettingsKey Key, string Issuer, string? ProviderSessionId);
}

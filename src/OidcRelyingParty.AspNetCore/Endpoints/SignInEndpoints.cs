using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Endpoints;

/// <summary>The two requests of a sign-in that reach us: the start, and the provider's answer.</summary>
internal sealed class SignInEndpoints(
    RelyingParty relyingParty,
    PendingSignInCookies pendingSignIns,
    IdTokenHintCookie idTokenHint,
    RedirectUris redirectUris,
    ErrorResponder errors,
    IOptions<OidcEndpointOptions> options)
{
    /// <summary>GET of the login path. Whatever else the query holds is the client's word and is not looked at.</summary>
    public Task LoginAsync(HttpContext context)
    {
        var returnUrl = context.Request.Query["returnUrl"] is { Count: 1 } given ? given[0] : null;
        return BeginAsync(context, new OidcChallengeProperties { RedirectUri = returnUrl });
    }

    /// <summary>Sends the browser to the provider.</summary>
    public async Task BeginAsync(HttpContext context, AuthenticationProperties properties)
    {
        ResponseHeaders.NoStore(context.Response);
        var returnUrl = ReturnPath.LocalOrDefault(properties.RedirectUri, context, options.Value);
        try
        {
            var key = KeyOf(context);
            var challenge = properties as OidcChallengeProperties;
            var authorization = await relyingParty.BeginSignInAsync(
                key,
                new SignInRequest
                {
                    RedirectUri = redirectUris.Callback(context, key),
                    ReturnUrl = returnUrl,
                    Prompt = challenge?.Prompt,
                    MaxAge = challenge?.MaxAge,
                    AcrValues = challenge?.AcrValues,
                    LoginHint = challenge?.LoginHint,
                },
                context.RequestAborted);
            pendingSignIns.Add(context, authorization.Pending);
            context.Response.Redirect(authorization.Url.OriginalString);
        }
        catch (OidcException e)
        {
            await errors.WriteAsync(context, e, returnUrl);
        }
    }

    /// <summary>GET or POST of the callback path: the provider's answer.</summary>
    public async Task CallbackAsync(HttpContext context)
    {
        ResponseHeaders.NoStore(context.Response);
        PendingSignIn? pending = null;
        try
        {
            var response = await ReadResponseAsync(context.Request);
            pending = pendingSignIns.Find(context, response.State);
            // The address is the provider's own redirect URI: an answer that comes to another one is from somebody else.
            if (pending is null || pending.SettingsKey != KeyOf(context))
            {
                throw new OidcException(OidcErrorCodes.StateUnknown, "This browser has no sign-in with that state under way.");
            }

            await CompleteAsync(context, response, pending);
        }
        catch (OidcException e)
        {
            await errors.WriteAsync(context, e, pending?.ReturnUrl);
        }
    }

    private async Task CompleteAsync(HttpContext context, AuthorizationResponse response, PendingSignIn pending)
    {
        SignInResult result;
        try
        {
            result = await relyingParty.CompleteSignInAsync(response, pending, context.RequestAborted);
        }
        catch (OidcException e) when (e.Error.Code != OidcErrorCodes.ResponseMode)
        {
            pendingSignIns.Remove(context, pending);
            throw;
        }

        pendingSignIns.Remove(context, pending);
        idTokenHint.Set(context, SessionIdentity.Of(result.Principal), result.Tokens.IdToken);
        await NewSession.BeginAsync(context, result.Principal);
        ResponseHeaders.NoStore(context.Response);
        context.Response.Redirect(ReturnPath.LocalOrDefault(result.ReturnUrl, context, options.Value));
    }

    private static async Task<AuthorizationResponse> ReadResponseAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return AuthorizationResponse.ParseQuery(request.QueryString.Value ?? "");
        }

        if (!request.HasFormContentType || request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new OidcException(OidcErrorCodes.AuthorizationResponse, "The authorization response was posted as something else than a form.");
        }

        // Read here and not by the framework: one that is too long ends at the limit, and a parameter that comes twice stays visible.
        var buffer = new byte[AuthorizationResponse.MaxLength + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, request.HttpContext.RequestAborted);
        return length <= AuthorizationResponse.MaxLength
            ? AuthorizationResponse.ParseForm(Encoding.UTF8.GetString(buffer.AsSpan(0, length)))
            : throw new OidcException(
                OidcErrorCodes.AuthorizationResponse, $"The authorization response is longer than {AuthorizationResponse.MaxLength} bytes.");
    }

    private OidcSettingsKey KeyOf(HttpContext context) => options.Value.ResolveSettingsKey(context)
        ?? throw new OidcException(OidcErrorCodes.TenantUnknown, "The address names no tenant.");
}

using System.Collections.Frozen;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Endpoints;

/// <summary>The requests of a sign-in that reach us: its start, here or at the provider, and the provider's answer.</summary>
internal sealed class SignInEndpoints(
    RelyingParty relyingParty,
    SignInStart start,
    PendingSignInCookies pendingSignIns,
    Initiators initiators,
    IEnumerable<ISignInCompletion> completions,
    RedirectUris redirectUris,
    ErrorResponder errors,
    IOptions<OidcEndpointOptions> options)
{
    private readonly FrozenDictionary<SignInPurpose, ISignInCompletion> _completions = completions.ToFrozenDictionary(completion => completion.Purpose);

    /// <summary>GET of the login path. Whatever else the query holds is the client's word and is not looked at.</summary>
    public Task LoginAsync(HttpContext context)
    {
        var returnUrl = context.Request.Query["returnUrl"] is { Count: 1 } given ? given[0] : null;
        return BeginAsync(context, new OidcChallengeProperties { RedirectUri = returnUrl });
    }

    /// <summary>Sends the browser to the provider that the request is for.</summary>
    public Task BeginAsync(HttpContext context, AuthenticationProperties properties) => BeginAsync(context, () => Task.FromResult(KeyOf(context)), properties);

    /// <summary>Sends the browser to one provider.</summary>
    public Task BeginAsync(HttpContext context, OidcSettingsKey key, AuthenticationProperties properties) => BeginAsync(context, () => Task.FromResult(key), properties);

    /// <summary>GET or POST of the initiate-login path: the provider, or a page of its, starts the sign-in (OpenID Connect Core, section 4).</summary>
    public async Task InitiateAsync(HttpContext context)
    {
        var request = await InitiateLoginRequest.ReadAsync(context.Request);
        await BeginAsync(
            context,
            () => initiators.FindAsync(request.Issuer, options.Value.ResolveSettingsKey(context), context.RequestAborted),
            new OidcChallengeProperties { RedirectUri = redirectUris.ToLocalPath(context, request.TargetLinkUri), LoginHint = request.LoginHint });
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
            await (pending is null ? errors.WriteAsync(context, e) : _completions[pending.Purpose].FailAsync(context, pending, e));
        }
    }

    private async Task BeginAsync(HttpContext context, Func<Task<OidcSettingsKey>> findKey, AuthenticationProperties properties)
    {
        ResponseHeaders.NoStore(context.Response);
        var returnUrl = ReturnPath.LocalOrDefault(properties.RedirectUri, context, options.Value);
        try
        {
            var key = await findKey();
            var challenge = properties as OidcChallengeProperties;
            await start.RedirectAsync(
                context,
                key,
                new SignInRequest
                {
                    RedirectUri = redirectUris.Callback(context, key),
                    ReturnUrl = returnUrl,
                    Prompt = challenge?.Prompt,
                    MaxAge = challenge?.MaxAge,
                    AcrValues = challenge?.AcrValues,
                    LoginHint = challenge?.LoginHint,
                });
        }
        catch (OidcException e)
        {
            await errors.WriteAsync(context, e, returnUrl);
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
        await _completions[pending.Purpose].CompleteAsync(context, pending, result);
    }

    private static async Task<AuthorizationResponse> ReadResponseAsync(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return AuthorizationResponse.ParseQuery(request.QueryString.Value ?? "");
        }

        if (!FormBody.IsForm(request))
        {
            throw new OidcException(OidcErrorCodes.AuthorizationResponse, "The authorization response was posted as something else than a form.");
        }

        return await FormBody.ReadAsync(request, AuthorizationResponse.MaxLength) is { } form
            ? AuthorizationResponse.ParseForm(form)
            : throw new OidcException(OidcErrorCodes.AuthorizationResponse, $"The authorization response is longer than {AuthorizationResponse.MaxLength} bytes.");
    }

    private OidcSettingsKey KeyOf(HttpContext context) => options.Value.ResolveSettingsKey(context)
        ?? throw new OidcException(OidcErrorCodes.TenantUnknown, "The address names no tenant.");
}

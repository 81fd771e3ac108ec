using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.Administration;

/// <summary>Shows the administrator what the trial came to. Makes no session and no account; a trial that would let the user in counts as the test of its revision.</summary>
internal sealed class TrialCompletion(IServiceProvider services, IOptions<OidcEndpointOptions> options) : ISignInCompletion
{
    public SignInPurpose Purpose => SignInPurpose.Test;

    public async Task CompleteAsync(HttpContext context, PendingSignIn pending, SignInResult result)
    {
        var trial = result.Trial!; // the purpose says so
        if (trial.Refusal is null)
        {
            await services.GetRequiredService<SettingsAdministration>()
                .RecordTestAsync(pending.SettingsKey, pending.SettingsVersion, pending.TriedBy ?? "", context.RequestAborted);
        }

        ResponseHeaders.NoStore(context.Response);
        await TrialPage.WriteAsync(context, result, trial, BackPath(context, pending));
    }

    // Only the administrator's browser holds the pending sign-in: the message is for them.
    public Task FailAsync(HttpContext context, PendingSignIn pending, OidcException exception)
    {
        ResponseHeaders.NoStore(context.Response);
        return TrialPage.WriteFailureAsync(context, exception.Error, BackPath(context, pending));
    }

    private string BackPath(HttpContext context, PendingSignIn pending) => ReturnPath.LocalOrDefault(pending.ReturnUrl, context, options.Value);
}

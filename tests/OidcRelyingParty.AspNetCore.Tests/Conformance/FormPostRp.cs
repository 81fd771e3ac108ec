using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Conformance;

/// <summary>Plan <c>oidcc-client-formpost-basic-certification-test-plan</c>, and what a form needs besides.</summary>
public sealed class FormPostRp() : BasicRpModules(AuthorizationResponseMode.FormPost)
{
    // The comprehensive plan only. The suite sends the error whatever the request says.
    [Test]
    public async Task oidcc_client_test_form_post_error()
    {
        await using var module = await StartAsync(op => op.Behaviour.AuthorizationResponse += response =>
        {
            response.Remove("code");
            response["error"] = "login_required";
        });

        await module.AssertRefusedAsync(OidcErrorCodes.InteractionRequired, ProviderEndpoint.Discovery, ProviderEndpoint.KeySet, ProviderEndpoint.Authorization);
    }

    // Browsers send no other cookie along with a form that another site posts.
    [Test]
    public async Task The_cookie_of_the_sign_in_comes_along_with_the_providers_form()
    {
        await using var module = await StartAsync();

        using var start = await module.Host.Browser.GetAsync("/page");

        Assert.That(start.Headers.GetValues("Set-Cookie"), Has.Exactly(1).StartsWith("__Host-oidc.").And.Exactly(1).Contains("samesite=none").And.Exactly(1).Contains("secure"));
    }

    [Test]
    public async Task An_answer_in_the_query_is_refused_before_the_code_is_redeemed()
    {
        await using var module = await StartAsync();
        var answer = await HostBrowser.FindCallbackAsync(await module.Host.Browser.AuthorizeAsync("alice", "/page"));

        using var response = await module.Host.Browser.GetAsync($"/signin-oidc?{answer!.ToQueryString()}");

        await module.Host.AssertRefusedAsync(response, OidcErrorCodes.ResponseMode);
        Assert.That(module.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
    }
}

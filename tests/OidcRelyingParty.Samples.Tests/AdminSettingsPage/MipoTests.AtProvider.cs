using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.AdminSettingsPage;

/// <summary>What has to be registered at the provider is said wherever it is missing (row M12), and how long what it grants lasts (row W7).</summary>
internal sealed class MipoAtProviderTests
{
    private const string RedirectUri = SampleHost<object>.Origin + "/signin-oidc";

    private AdminSettingsPageHost _host = null!; // set before each test

    [SetUp]
    public async Task StartAsync() => _host = await AdminSettingsPageHost.StartAsync();

    [TearDown]
    public ValueTask StopAsync() => _host.DisposeAsync();

    [Test]
    public async Task M12_The_page_and_the_API_show_the_redirect_URI_ready_to_copy()
    {
        using var page = await _host.Administrator.GetAsync(AdminSettingsPageHost.PagePath);

        Assert.That((await Visitor.ReadAsync(page)).QuerySelector("#redirect-uri")!.GetAttribute("value"), Is.EqualTo(RedirectUri));
        Assert.That((await _host.ReadAsync())["status"]!["redirectUri"]!.GetValue<string>(), Is.EqualTo(RedirectUri));
    }

    [Test]
    public async Task M12_A_check_finds_that_the_redirect_URI_is_not_registered_and_names_it()
    {
        _host.Sample.Provider.Clients[0].RedirectUris.Clear();

        using var check = await _host.Administrator.FetchAsync(HttpMethod.Post, AdminSettingsPageHost.Api + "/check", Answers.Json(_host.Document()));

        var finding = (await check.JsonAsync())["findings"]!.AsArray().Single(finding => finding!["code"]!.GetValue<string>() == OidcErrorCodes.ProbeRedirectUri)!;
        Assert.That((finding["field"]!.GetValue<string>(), finding["severity"]!.GetValue<string>()), Is.EqualTo(("redirectUri", "warning")));
        Assert.That(finding["remedy"]!.GetValue<string>(), Does.EndWith("exactly: " + RedirectUri));
    }

    [TestCase("redirect_uri_mismatch")]
    [TestCase("invalid_request")]
    [TestCase("unauthorized_client")]
    [TestCase("invalid_scope")]
    public async Task M12_An_error_that_the_provider_answers_a_sign_in_with_names_the_redirect_URI(string error)
    {
        await _host.StoreAsync();
        _host.Sample.Provider.Behaviour.AuthorizationResponse = parameters =>
        {
            parameters.Remove("code");
            parameters.Add("error", error);
        };

        using var refused = await _host.SignInAsync();

        Assert.That(await refused.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.AuthorizationRefused));
        Assert.That(await refused.TextAsync(), Does.Contain($"exactly as {RedirectUri}"));
        Assert.That(_host.Sample.Logs.Lines, Has.Some.Contains(error).And.Some.Contains($"exactly as {RedirectUri}"));
    }

    [TestCase("redirect_uri_mismatch")]
    [TestCase("invalid_grant")]
    public async Task M12_An_error_that_the_provider_answers_the_code_with_names_the_redirect_URI(string error)
    {
        await _host.StoreAsync();
        _host.Sample.Provider.Behaviour.Respond = request =>
            Task.FromResult(request.Endpoint == ProviderEndpoint.Token ? ProviderResponse.Error(error, "Bad Request") : null);

        using var refused = await _host.SignInAsync();

        Assert.That(await refused.TextAsync(), Does.Contain(RedirectUri));
        Assert.That(await refused.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.CodeRefused));
    }

    [Test]
    public async Task W7_A_session_is_as_long_as_the_settings_say_where_it_is_not_to_end_with_the_access_token()
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        await using var host = await AdminSettingsPageHost.StartAsync(services: services => services.AddSingleton<TimeProvider>(clock));
        host.Sample.Provider.Behaviour.TokenResponse = tokens => tokens.Remove("refresh_token"); // the provider goes by another clock
        var document = host.Document();
        document["sessionLifetime"] = 3600;
        await host.StoreAsync(document);
        using var alice = host.Sample.CreateVisitor();
        using var entered = await alice.OpenAsync("/login/start?returnUrl=/");

        // The embedded provider's access tokens last five minutes.
        clock.Advance(TimeSpan.FromMinutes(59));
        using var within = await alice.GetAsync("/");
        clock.Advance(TimeSpan.FromMinutes(2));
        using var over = await alice.GetAsync("/");

        Assert.That(
            new[] { await entered.ElementAsync("sub"), await within.ElementAsync("sub"), await over.ElementAsync("sub") },
            Is.EqualTo(new[] { "user-alice", "user-alice", null }));
    }
}

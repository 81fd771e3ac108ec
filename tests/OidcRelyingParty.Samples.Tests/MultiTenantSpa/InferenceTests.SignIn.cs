using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Samples.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Samples.Tests.MultiTenantSpa;

/// <content>A sign-in of a front end (I5 to I9).</content>
internal sealed partial class InferenceTests
{
    [Test]
    public async Task I5_The_authorization_code_flow_is_always_with_PKCE_S256()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync();

        await scene.SignInAsync();
        var authorization = scene.Sample.Provider.Requests.Last(request => request.Endpoint == ProviderEndpoint.Authorization).Query;
        var verifier = scene.Sample.Provider.Requests.Last(request => request.Endpoint == ProviderEndpoint.Token).Form["code_verifier"]!; // the provider asks for it

        Assert.That((authorization["response_type"], authorization["code_challenge_method"]), Is.EqualTo(("code", "S256")));
        Assert.That(authorization["code_challenge"], Is.EqualTo(Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))));
    }

    [Test]
    public async Task I6_A_login_by_API_answers_where_to_send_the_browser()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync();

        using var response = await scene.BeginAsync();
        var answer = (await response.JsonAsync()).AsObject();

        Assert.That(answer.Select(member => member.Key), Is.EqualTo(new[] { "auth_url" }));
        Assert.That(Uri.TryCreate(answer["auth_url"]!.GetValue<string>(), UriKind.Absolute, out _), Is.True);
    }

    [Test]
    public async Task I7_The_callback_ends_at_the_front_end_with_a_one_time_code_or_where_allowed_with_a_token()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync("acme");
        await scene.StoreAsync("globex", ("oidc_allow_token_in_fragment", true));

        var withCode = await scene.SignInAsync("acme");
        var withToken = await scene.SignInAsync("globex");
        var code = TenantScene.FragmentOf(withCode)["code"]!;
        using var exchanged = await scene.PostAsync("/v1/auth/oidc/token", new JsonObject { ["code"] = code });
        using var again = await scene.PostAsync("/v1/auth/oidc/token", new JsonObject { ["code"] = code });

        Assert.That(withCode.GetLeftPart(UriPartial.Path), Is.EqualTo(TenantScene.FrontEndUrl));
        Assert.That(TenantScene.FragmentOf(withToken)["access_token"], Is.Not.Empty);
        Assert.That((exchanged.StatusCode, await again.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.OK, OidcErrorCodes.FrontEndCode)));
    }

    [Test]
    public async Task I7_A_one_time_code_is_of_no_use_to_anybody_but_its_front_end()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync();
        const string Verifier = "a-verifier-that-the-front-end-keeps-for-itself-0123456789";
        var challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

        var code = TenantScene.FragmentOf(await scene.SignInAsync("acme", challenge))["code"]!;
        using var thief = await scene.PostAsync("/v1/auth/oidc/token", new JsonObject { ["code"] = code });
        var other = TenantScene.FragmentOf(await scene.SignInAsync("acme", challenge))["code"]!;
        using var owner = await scene.PostAsync("/v1/auth/oidc/token", new JsonObject { ["code"] = other, ["code_verifier"] = Verifier });

        Assert.That((await thief.ErrorCodeAsync(), owner.StatusCode), Is.EqualTo((OidcErrorCodes.FrontEndCode, HttpStatusCode.OK)));
    }

    [Test]
    public async Task I8_The_token_carries_user_tenant_IsSSO_email_and_name_to_the_API()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync("acme", ("oidc_allow_token_in_fragment", true));
        var token = TenantScene.FragmentOf(await scene.SignInAsync())["access_token"];

        using var response = await scene.GetAsync("/v1/me", token);
        using var anonymous = await scene.GetAsync("/v1/me");
        using var forged = await scene.GetAsync("/v1/me", token + "x");

        Assert.That(
            (await response.JsonAsync()).ToJsonString(),
            Is.EqualTo("""{"user_id":"user-alice","tenant_id":"acme","IsSSO":true,"email":"alice@example.test","name":"Alice Example"}"""));
        Assert.That((anonymous.StatusCode, forged.StatusCode), Is.EqualTo((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized)));
    }

    [TestCase(null, 600)]
    [TestCase("00:02:00", 120)]
    public async Task I9_State_lives_ten_minutes_or_as_long_as_the_host_says(string? configured, int seconds)
    {
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow());
        var settings = new Dictionary<string, string>();
        if (configured is not null)
        {
            settings["Oidc:SignInLifetime"] = configured;
        }

        await using var scene = await TenantScene.StartAsync(settings, services => services.AddSingleton<TimeProvider>(clock));
        await scene.StoreAsync();

        var (timely, callback) = await scene.AuthorizeAsync();
        using (timely)
        {
            clock.Advance(TimeSpan.FromSeconds(seconds - 1));
            scene.Sample.Provider.Behaviour.IdTokenClaims = claims =>
            {
                // The provider's clock is another.
                claims["iat"] = clock.GetUtcNow().ToUnixTimeSeconds();
                claims["exp"] = clock.GetUtcNow().ToUnixTimeSeconds() + 60;
            };
            using var finished = await timely.GetAsync(callback.OriginalString);
            Assert.That(finished.Headers.Location?.Fragment, Does.StartWith("#code="));
        }

        var (late, lateCallback) = await scene.AuthorizeAsync();
        using (late)
        {
            clock.Advance(TimeSpan.FromSeconds(seconds + 1));
            using var expired = await late.GetAsync(lateCallback.OriginalString);
            Assert.That(await expired.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateExpired));
        }
    }

    [Test]
    public async Task I9_State_serves_once()
    {
        await using var scene = await TenantScene.StartAsync();
        await scene.StoreAsync();
        var (visitor, callback) = await scene.AuthorizeAsync();
        using var twice = visitor;
        var cookies = twice.Cookies.GetCookieHeader(callback);

        using var first = await twice.GetAsync(callback.OriginalString);
        foreach (var cookie in cookies.Split("; "))
        {
            twice.Cookies.SetCookies(callback, cookie + "; path=/");
        }

        using var second = await twice.GetAsync(callback.OriginalString);

        Assert.That(first.Headers.Location?.Fragment, Does.StartWith("#code="));
        Assert.That(await second.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.StateReplayed));
    }
}

using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>Whatever happens in a sign-in, its secrets stay out of everything that is kept or shown.</summary>
[NonParallelizable] // traces and metrics are of the whole process
public sealed class LeakTests
{
    private static IEnumerable<TestCaseData<Action<TestProvider>>> Courses()
    {
        yield return Row("A_good_sign_in", _ => { });
        yield return Row("A_refused_sign_in", provider => provider.Behaviour.AuthorizationResponse = answer => answer["error"] = "access_denied");
        yield return Row("A_wrong_issuer_parameter", provider => provider.Behaviour.AuthorizationResponse = answer => answer["iss"] = "https://evil.example");
        yield return Row("A_state_that_comes_twice", provider => provider.Behaviour.AuthorizationResponse = answer => answer.Add("state", answer["state"]!));
        yield return Row("A_wrong_nonce", provider => provider.Behaviour.IdTokenClaims = claims => claims["nonce"] = "x");
        yield return Row("A_wrong_audience", provider => provider.Behaviour.IdTokenClaims = claims => claims["aud"] = "x");
        yield return Row("A_wrong_at_hash", provider => provider.Behaviour.IdTokenClaims = claims => claims["at_hash"] = "x");
        yield return Row("A_wrong_signature", provider => provider.Behaviour.IdToken = token => token[..^8] + "AAAAAAAA");
        yield return Row("An_unknown_key", provider => provider.Behaviour.IdTokenHeader = header => header["kid"] = "x");
        yield return Row("A_broken_ID_token", provider => provider.Behaviour.IdToken = token => token + ".x");
        yield return Row("An_ID_token_that_is_no_text", provider => provider.Behaviour.TokenResponse = response => response["id_token"] = 5);
        yield return Row("Another_token_type", provider => provider.Behaviour.TokenResponse = response => response["token_type"] = response["access_token"]!.DeepClone());
        yield return Row("UserInfo_of_somebody_else", provider => provider.Behaviour.UserInfo = claims => claims["sub"] = "x");
        yield return Row("A_token_endpoint_that_echoes", provider => provider.Behaviour.Respond = request => Answer(request, ProviderEndpoint.Token,
            ProviderResponse.Html($"<pre>{request.Body} {request.Headers["Authorization"]}</pre>", 500)));
        yield return Row("A_token_error_that_echoes", provider => provider.Behaviour.Respond = request => Answer(request, ProviderEndpoint.Token,
            ProviderResponse.Error("invalid_grant", $"Code {request.Form["code"]} with {request.Form["code_verifier"]} is unknown.")));
        yield return Row("A_UserInfo_that_echoes", provider => provider.Behaviour.Respond = request => Answer(request, ProviderEndpoint.UserInfo,
            ProviderResponse.Html($"<pre>{request.Headers["Authorization"]}</pre>")));
        yield return Row("A_connection_that_breaks", provider => provider.Behaviour.Respond = request =>
            request.Endpoint == ProviderEndpoint.Token ? throw new HttpRequestException("broken") : Task.FromResult<ProviderResponse?>(null));
    }

    [TestCaseSource(nameof(Courses))]
    public async Task A281_No_secret_of_a_sign_in_is_kept_or_shown(Action<TestProvider> change)
    {
        using var sinks = new Sinks();
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Environment = "Development"; // says the most
            options.Services = sinks.WatchResponses;
            options.Provider = provider =>
            {
                change(provider);
                sinks.WatchTokens(provider);
            };
        });

        await host.Browser.SignInAsync(startPath: "/page");
        await host.Browser.GetAsync("/signin-oidc?" + host.Provider.Requests.Last(request => request.Endpoint == ProviderEndpoint.Authorization).Uri.Query[1..]);
        await host.Browser.FetchAsync(new HttpRequestMessage(HttpMethod.Post, "/logout") { Headers = { { "Origin", TestHost.Origin } } });
        var canaries = sinks.Canaries(host).ToArray();
        var kept = sinks.Kept(host);

        Assert.That(canaries.Select(canary => canary.Name).Distinct(), Is.SupersetOf(new[] { "client secret", "state", "nonce", "code challenge", "cookie" }));
        Assert.That(kept, Does.Contain("oidc.sign_in.begun").And.Contain("oidc metadata"), "metrics and traces are heard");
        foreach (var (name, value) in canaries)
        {
            Assert.That(kept.Contains(value, StringComparison.Ordinal), Is.False, $"{name} in {Around(kept, value)}");
        }
    }

    [Test]
    public async Task A281_The_canaries_are_the_real_ones()
    {
        using var sinks = new Sinks();
        await using var host = await TestHost.StartAsync(options => options.Provider = sinks.WatchTokens);
        host.Client.RefreshTokens = true;

        await host.Browser.SignInAsync(startPath: "/page");

        Assert.That(sinks.Canaries(host).Select(canary => canary.Name), Is.SupersetOf(new[]
        {
            "client secret", "credentials", "code", "code verifier", "state", "nonce", "code challenge", "access_token", "id_token", "refresh_token",
        }));
    }

    [Test]
    public async Task A285_No_token_travels_in_an_address_but_the_hint_at_the_sign_out()
    {
        using var sinks = new Sinks();
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Services = sinks.WatchResponses;
            options.Provider = sinks.WatchTokens;
        });

        await host.Browser.SignInAsync(startPath: "/page");
        var addresses = string.Join('\n', sinks.Locations.Concat(host.Provider.Requests.Select(request => request.Uri.AbsoluteUri)));

        foreach (var (name, value) in sinks.Canaries(host).Where(canary => canary.Name is "access_token" or "id_token" or "refresh_token" or "client secret" or "code verifier"))
        {
            Assert.That(addresses.Contains(value, StringComparison.Ordinal), Is.False, name);
        }
    }

    private static string Around(string text, string value) =>
        text.IndexOf(value, StringComparison.Ordinal) is var at and >= 0 ? text[Math.Max(0, at - 100)..Math.Min(text.Length, at + 20)] : "";

    private static TestCaseData<Action<TestProvider>> Row(string name, Action<TestProvider> change) =>
        new TestCaseData<Action<TestProvider>>(change).SetArgDisplayNames(name);

    private static Task<ProviderResponse?> Answer(ProviderRequest request, ProviderEndpoint endpoint, ProviderResponse response) =>
        Task.FromResult(request.Endpoint == endpoint ? response : null);
}

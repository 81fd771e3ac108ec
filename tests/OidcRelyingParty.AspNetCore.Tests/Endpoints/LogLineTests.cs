using System.Text.Json.Nodes;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.Endpoints;

/// <summary>A log line stays one short line, whatever the outside world puts into it.</summary>
public sealed class LogLineTests
{
    private const string Hostile = "x\r\ninfo: user admin signed in\u001B[2J\u202E\u2028\u0085\u0000";

    private static readonly string Long = Hostile + new string('y', 100_000);

    private static IEnumerable<TestCaseData<Action<TestProvider>>> HostileProviders()
    {
        yield return Row("A016_error", provider => provider.Behaviour.AuthorizationResponse = answer => (answer["code"], answer["error"]) = (null, Hostile));
        yield return Row("A016_error_description", provider => provider.Behaviour.AuthorizationResponse = answer =>
            (answer["code"], answer["error"], answer["error_description"]) = (null, "access_denied", Hostile + new string('y', 8_000)));
        yield return Row("A202_iss_parameter", provider => provider.Behaviour.AuthorizationResponse = answer => answer["iss"] = Hostile);
        yield return Row("A202_sub", provider => provider.Behaviour.IdTokenClaims = claims => claims["sub"] = "user-alice" + Hostile);
        yield return Row("A202_sub_that_is_accepted", provider =>
        {
            const string Subject = "user-alice\u202E\u2066\u2028\u2029";
            provider.Behaviour.IdTokenClaims = claims => claims["sub"] = Subject;
            provider.Behaviour.UserInfo = claims => claims["sub"] = Subject;
        });
        yield return Row("A202_kid", provider => provider.Behaviour.IdTokenHeader = header => header["kid"] = Long);
        yield return Row("A202_alg", provider => provider.Behaviour.IdTokenHeader = header => header["alg"] = Long);
        yield return Row("A202_iss", provider => provider.Behaviour.IdTokenClaims = claims => claims["iss"] = Long);
        yield return Row("A202_aud", provider => provider.Behaviour.IdTokenClaims = claims => claims["aud"] = new JsonArray(Long, Long));
        yield return Row("A202_acr_and_name", provider => provider.Behaviour.IdTokenClaims = claims => (claims["acr"], claims["name"]) = (Hostile, Hostile));
        yield return Row("A202_metadata_issuer", provider => provider.Behaviour.Discovery = metadata => metadata["issuer"] = Long);
        yield return Row("A202_metadata_endpoint", provider => provider.Behaviour.Discovery = metadata => metadata["token_endpoint"] = Long);
        yield return Row("A202_token_endpoint_methods", provider => provider.Behaviour.Discovery = metadata =>
            metadata["token_endpoint_auth_methods_supported"] = new JsonArray(Long));
        yield return Row("A202_token_error", provider => provider.Behaviour.Respond = request => Answer(request, ProviderEndpoint.Token,
            ProviderResponse.Error(Hostile, Long)));
        yield return Row("A202_token_content_type", provider => provider.Behaviour.Respond = request => Answer(request, ProviderEndpoint.Token,
            ProviderResponse.Text("x", "text/" + new string('y', 10_000))));
    }

    [TestCaseSource(nameof(HostileProviders))]
    public async Task A_line_stays_one_line_of_at_most_one_kilobyte(Action<TestProvider> provider)
    {
        await using var host = await TestHost.StartAsync(options => options.Provider = provider);

        await host.Browser.SignInAsync();

        AssertLines(host);
    }

    [TestCase("/login?returnUrl=")]
    [TestCase("/signin-oidc?code=x&state=")]
    [TestCase("/signin-oidc?state=x&error=")]
    public async Task A202_Nor_does_a_link_break_it(string path)
    {
        await using var host = await TestHost.StartAsync();

        await host.Browser.GetAsync(path + Uri.EscapeDataString(Hostile));
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Host", "evil\u202E.example");
        await client.GetAsync(path);

        AssertLines(host);
    }

    private static void AssertLines(TestHost host)
    {
        Assert.That(host.Logs.Ours, Is.Not.Empty);
        foreach (var line in host.Logs.Ours.SelectMany(line => new[] { line.Message, line.Exception?.Message ?? "" }))
        {
            Assert.That(line, Has.Length.LessThanOrEqualTo(1024), line);
            Assert.That(line.Where(c => char.IsControl(c) || c is '\u2028' or '\u2029' or '\u202E' or '\u2066'), Is.Empty, line);
        }
    }

    private static TestCaseData<Action<TestProvider>> Row(string name, Action<TestProvider> provider) =>
        new TestCaseData<Action<TestProvider>>(provider).SetName(name + "_breaks_no_log_line");

    private static Task<ProviderResponse?> Answer(ProviderRequest request, ProviderEndpoint endpoint, ProviderResponse response) =>
        Task.FromResult(request.Endpoint == endpoint ? response : null);
}

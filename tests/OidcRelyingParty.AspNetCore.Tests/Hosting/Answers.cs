using System.Text.Json;
using System.Text.RegularExpressions;

namespace OidcRelyingParty.AspNetCore.Tests.Hosting;

/// <summary>Reads answers of the application and states what must hold for every refusal (attacks.md, invariants).</summary>
internal static partial class Answers
{
    /// <summary>The error code in the built-in page or in the problem details; null when the answer is no failure of ours.</summary>
    public static async Task<string?> ErrorCodeAsync(this HttpResponseMessage response)
    {
        var body = await response.Content.ReadAsStringAsync();
        if (response.Content.Headers.ContentType?.MediaType == "application/problem+json")
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.GetProperty("code").GetString();
        }

        return ErrorCodePattern().Match(body) is { Success: true } match ? match.Groups[1].Value : null;
    }

    /// <summary>
    /// Asserts that the answer refuses the sign-in with this code, that nobody is signed in, that no cache keeps it, and that neither the
    /// answer nor the log holds a secret of this sign-in.
    /// </summary>
    public static async Task AssertRefusedAsync(this TestHost host, HttpResponseMessage response, string code)
    {
        var status = (int)response.StatusCode;
        var found = await response.ErrorCodeAsync();
        var session = await host.Browser.MeAsync();
        var body = await response.Content.ReadAsStringAsync();
        var written = string.Join('\n', host.Logs.Ours) + body + string.Join('\n', response.Headers);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(found, Is.EqualTo(code), body);
            Assert.That(status, Is.InRange(400, 499).Or.EqualTo(502).Or.EqualTo(503));
            Assert.That(host.Browser.HasSession, Is.False, "no session cookie");
            Assert.That(session, Is.Null, "nobody is signed in");
            Assert.That(response.Headers.CacheControl?.NoStore, Is.True, "no-store");
            foreach (var secret in SecretsOf(host))
            {
                Assert.That(written, Does.Not.Contain(secret));
            }
        }
    }

    /// <summary>Everything that went over the wire and must stand in no log: client secret, code, verifier, access token.</summary>
    private static IEnumerable<string> SecretsOf(TestHost host) =>
        host.Provider.Requests
            .SelectMany(request => new[]
            {
                request.Form["code"], request.Form["code_verifier"], request.Form["client_assertion"], request.Form["client_secret"],
                request.Headers["Authorization"]?.Split(' ')[^1],
            })
            .Append(host.Client.ClientSecret)
            .OfType<string>()
            .Distinct();

    [GeneratedRegex("data-error-code=\"([^\"]*)\"")]
    private static partial Regex ErrorCodePattern();
}

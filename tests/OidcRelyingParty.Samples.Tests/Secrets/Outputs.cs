using System.Text;
using OidcRelyingParty.Samples.Tests.Hosting;

namespace OidcRelyingParty.Samples.Tests.Secrets;

/// <summary>All that a sample lets out: log lines at every level with their exceptions, answers, metrics and traces, database columns and files.</summary>
internal static class Outputs
{
    public static async Task AssertWithoutAsync<TProgram>(SampleHost<TProgram> sample, TelemetryRecorder telemetry, string secret)
        where TProgram : class
    {
        var (logged, answered, measured, stored) = (sample.Logs.Lines, sample.Answers, telemetry.Lines, await sample.ReadStoredAsync());

        Assert.That(logged, Has.Some.StartsWith("Trace").And.Some.Contains("OidcRelyingParty").And.Some.Contains("Microsoft.AspNetCore.Hosting"), "everything is heard");
        Assert.That(answered, Has.Some.Contains("token.").And.Some.Contains("Set-Cookie"), "everything is heard");
        Assert.That(measured, Has.Some.StartsWith("oidc.sign_in.ended").And.Some.StartsWith("oidc metadata"), "everything is heard");
        Assert.That(stored, Has.Some.Contains("masterKey").And.Some.Contains("SQLite format"), "everything is heard");
        foreach (var form in new[] { secret, Base64(secret), Base64($"{sample.Embedded.ClientId}:{secret}") })
        {
            Assert.That(logged, Has.None.Contains(form), "logged");
            Assert.That(answered, Has.None.Contains(form), "answered");
            Assert.That(measured, Has.None.Contains(form), "measured or traced");
            Assert.That(stored, Has.None.Contains(form), "stored");
        }
    }

    // Without the end, which depends on what follows.
    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))[..^4];
}

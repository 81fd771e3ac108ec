using System.Net;

namespace OidcRelyingParty.RealProviders.Tests.Flows;

/// <summary>QuickStart at a provider whose users may say no.</summary>
public abstract class ConsentFlowTests : FlowTests
{
    [Test]
    public Task A_denied_consent_signs_nobody_in() => RunAsync(Provider.ConsentClient, async host =>
    {
        var visitor = host.NewVisitor();

        var page = await visitor.DenyConsentAsync("bob");

        var (code, status) = Provider.DenialError switch
        {
            null => (null, HttpStatusCode.OK), // still a page of the provider
            "access_denied" => ("authorization.access_denied", HttpStatusCode.Forbidden),
            _ => ("authorization.interaction_required", HttpStatusCode.Forbidden),
        };
        Assert.That((page.ErrorCode, page.Status), Is.EqualTo((code, status)), page.ToString());
        Assert.That(await visitor.OpenAsync("/me"), Is.EqualTo(HttpStatusCode.Unauthorized));
    });
}

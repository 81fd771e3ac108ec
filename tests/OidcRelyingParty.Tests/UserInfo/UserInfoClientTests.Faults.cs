using System.Text;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.UserInfo;

internal sealed partial class UserInfoClientTests
{
    [TestCase("text/html", """{"sub":"user-alice"}""")]
    [TestCase("application/json", "<html></html>")]
    [TestCase("application/json", "[]")]
    [TestCase("application/json", "")]
    [TestCase("application/json", """{"sub":"user-alice"}{}""")]
    [TestCase("application/json; charset=utf-16", "\uFEFF{\"sub\":\"user-alice\"}")]
    [TestCase(null, """{"sub":"user-alice"}""")]
    [TestCase("application/jwt", """{"sub":"user-alice"}""")]
    public async Task A166_An_answer_of_another_type_is_refused(string? contentType, string body)
    {
        _host.Answer(ProviderEndpoint.UserInfo, () => new ProviderResponse(200, contentType, Encoding.UTF8.GetBytes(body)));

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.UserInfoResponse));
    }

    [TestCase(500, OidcErrorCodes.ProviderUnavailable)]
    [TestCase(503, OidcErrorCodes.ProviderUnavailable)]
    [TestCase(401, OidcErrorCodes.UserInfoResponse)]
    [TestCase(403, OidcErrorCodes.UserInfoResponse)]
    [TestCase(204, OidcErrorCodes.UserInfoResponse)]
    [TestCase(302, OidcErrorCodes.UserInfoResponse)]
    public async Task A169_Without_an_answer_there_is_no_sign_in_unless_the_settings_allow_it(int status, string code)
    {
        _host.Answer(ProviderEndpoint.UserInfo, () => new ProviderResponse(status));

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(code));

        _host.Change(settings => settings with { UserInfo = UserInfoUse.BestEffort, Roles = new RoleMapping { Claims = ["groups"], Unmapped = UnmappedRoleValue.IsRole } });
        var result = await _host.SignInAsync();
        Assert.That(result.Identity.Claims, Does.Not.ContainKey("email"));
        Assert.That(result.Roles, Is.Empty);
        Assert.That(_host.Log.Of(6001), Has.Count.EqualTo(1).And.All.Property("Message").Contains(code));
    }

    [Test]
    public async Task A169_An_answer_that_does_not_come_in_time_is_no_answer()
    {
        _host.Provider.Behaviour.Respond = request =>
        {
            if (request.Endpoint == ProviderEndpoint.UserInfo)
            {
                _host.Clock.Advance(TimeSpan.FromSeconds(10));
                return new TaskCompletionSource<ProviderResponse?>().Task;
            }

            return Task.FromResult<ProviderResponse?>(null);
        };

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.ProviderUnreachable));
    }

    [Test]
    public async Task A170_A_redirect_is_not_followed()
    {
        _host.Answer(ProviderEndpoint.UserInfo, () => ProviderResponse.Redirect("https://evil.example.test/"));

        Assert.That(await _host.CodeOfSignInAsync(), Is.EqualTo(OidcErrorCodes.UserInfoResponse));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.UserInfo), Is.EqualTo(1));
    }
}

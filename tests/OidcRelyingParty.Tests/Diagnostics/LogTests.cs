using Microsoft.Extensions.Logging;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Diagnostics;

[TestFixture]
internal sealed class LogTests
{
    private CoreHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task A_sign_in_is_one_line_for_the_operator_and_steps_for_a_developer()
    {
        await _host.SignInAsync();

        Assert.That(_host.Log.Entries.Select(entry => (entry.EventId, entry.Level)), Is.EqualTo(new[]
        {
            (2001, LogLevel.Information), (3001, LogLevel.Debug), (3002, LogLevel.Debug), (4001, LogLevel.Debug), (6002, LogLevel.Information),
        }));
        Assert.That(_host.Log.Of(6002).Single().Message, Is.EqualTo("User user-alice of https://op.example.test signed in with default/default; 0 roles."));
    }

    [Test]
    public async Task A281_No_secret_reaches_the_log_at_any_level_or_an_exception()
    {
        var secrets = new HashSet<string> { _host.Client.ClientSecret! };
        var text = "";
        foreach (var breakIt in Breakages())
        {
            breakIt(_host.Provider.Behaviour);
            var begun = await _host.BeginAsync();
            var answer = await _host.AnswerAsync(begun);
            secrets.UnionWith([begun.Pending.State, begun.Pending.Nonce, begun.Pending.CodeVerifier.Reveal(), ProviderParameters.Parse(answer)["code"]!]);
            try
            {
                var result = await _host.RelyingParty.CompleteSignInAsync(AuthorizationResponse.ParseQuery(answer), begun.Pending);
                secrets.UnionWith([result.Tokens.AccessToken.Reveal(), result.Tokens.IdToken!.Reveal(), result.Tokens.RefreshToken!.Reveal()]);
            }
            catch (OidcException e)
            {
                text += e;
            }

            _host.Provider.Behaviour.Respond = null;
            (_host.Provider.Behaviour.TokenResponse, _host.Provider.Behaviour.IdTokenClaims, _host.Provider.Behaviour.UserInfo) = (null, null, null);
        }

        text += _host.Log.Text;
        Assert.That(secrets, Has.Count.GreaterThan(20));
        Assert.That(secrets.Where(secret => text.Contains(secret, StringComparison.Ordinal)), Is.Empty);
        Assert.That(text, Does.Not.Contain("alice@example.test"));
    }

    [Test]
    public async Task A202_What_comes_from_outside_stays_in_one_short_line()
    {
        _host.Provider.Behaviour.Discovery = metadata => metadata["issuer"] = "https://op.example.test/\r\nfake line \u001b[31m\u202e" + new string('x', 10_000);

        await Refusal.CodeOfAsync(() => _host.BeginAsync());

        var message = _host.Log.Of(2002).Single().Message;
        Assert.That(message, Has.Length.LessThan(1024));
        Assert.That(message.Where(c => char.IsControl(c) || c == '\u202e'), Is.Empty);
    }

    private static IEnumerable<Action<ProviderBehaviour>> Breakages() =>
    [
        _ => { },
        behaviour => behaviour.TokenResponse = response => response.Remove("id_token"),
        behaviour => behaviour.TokenResponse = response => response["token_type"] = "mac",
        behaviour => behaviour.IdTokenClaims = claims => claims["aud"] = "another",
        behaviour => behaviour.IdTokenClaims = claims => claims.Remove("nonce"),
        behaviour => behaviour.IdTokenClaims = claims => claims["at_hash"] = "wrong",
        behaviour => behaviour.UserInfo = claims => claims["sub"] = "another",
        behaviour => behaviour.Respond = request => Task.FromResult(
            request.Endpoint == ProviderEndpoint.Token ? ProviderResponse.Error("invalid_grant", "no") : null),
        behaviour => behaviour.Respond = request => request.Endpoint == ProviderEndpoint.Token
            ? throw new HttpRequestException("broken") : Task.FromResult<ProviderResponse?>(null),
    ];
}

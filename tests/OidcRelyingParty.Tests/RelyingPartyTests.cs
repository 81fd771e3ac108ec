using OidcRelyingParty.Authorization;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests;

/// <summary>The whole flow, with a provider in this process.</summary>
[TestFixture]
internal sealed partial class RelyingPartyTests
{
    private CoreHost _host = null!;

    [SetUp]
    public void SetUp() => _host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [Test]
    public async Task A_user_signs_in()
    {
        _host.Change(settings => settings with { Roles = new RoleMapping { Claims = ["realm_access.roles"], Rules = [new RoleRule("admin", "Administrator")] } });

        var result = await _host.SignInAsync(new SignInRequest { RedirectUri = new Uri(CoreHost.RedirectUri), ReturnUrl = "/page" });

        Assert.That((result.Identity.Issuer, result.Identity.Subject), Is.EqualTo((_host.Provider.Issuer, "user-alice")));
        Assert.That(result.Roles, Is.EqualTo(new[] { "Administrator" }));
        Assert.That((result.Principal.Identity?.Name, result.Principal.IsInRole("Administrator")), Is.EqualTo(("Alice Example", true)));
        Assert.That((result.ReturnUrl, result.Settings), Is.EqualTo(("/page", _host.Settings)));
    }

    [Test]
    public async Task What_is_kept_may_travel_as_bytes()
    {
        var begun = await _host.BeginAsync(new SignInRequest { RedirectUri = new Uri(CoreHost.RedirectUri), MaxAge = TimeSpan.FromMinutes(1) });
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));

        var result = await _host.RelyingParty.CompleteSignInAsync(answer, PendingSignIn.FromBytes(begun.Pending.ToBytes())!);

        Assert.That(result.Identity.Claims, Does.ContainKey("auth_time"));
    }

    [Test]
    public async Task The_answer_may_come_as_a_form()
    {
        _host.Change(settings => settings with { ResponseMode = AuthorizationResponseMode.FormPost });
        var begun = await _host.BeginAsync();
        using var browser = new TestBrowser(_host.Provider.CreateHandler());
        var (action, fields) = await TestBrowser.ReadFormAsync(await browser.GetAsync(begun.Url.AbsoluteUri));

        var form = await new FormUrlEncodedContent(fields).ReadAsStringAsync();
        var result = await _host.RelyingParty.CompleteSignInAsync(AuthorizationResponse.ParseForm(form), begun.Pending);

        Assert.That((action, result.Identity.Subject), Is.EqualTo((CoreHost.RedirectUri, "user-alice")));
    }

    [TestCase(AuthorizationResponseMode.FormPost)]
    [TestCase(AuthorizationResponseMode.Query)]
    public async Task A022_An_answer_that_comes_another_way_is_refused_and_uses_nothing_up(AuthorizationResponseMode asked)
    {
        _host.Change(settings => settings with { ResponseMode = asked });
        var begun = await _host.BeginAsync();
        var text = $"code=c&state={begun.Pending.State}&iss={Uri.EscapeDataString(_host.Provider.Issuer)}";
        var (wrong, right) = (AuthorizationResponse.ParseQuery(text), AuthorizationResponse.ParseForm(text));
        if (asked == AuthorizationResponseMode.Query)
        {
            (wrong, right) = (right, wrong);
        }

        Assert.That(await CompleteAsync(wrong, begun.Pending), Is.EqualTo(OidcErrorCodes.ResponseMode));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);
        Assert.That(await CompleteAsync(right, begun.Pending), Is.EqualTo(OidcErrorCodes.CodeRefused), "It was still to be had.");
    }

    [Test]
    public async Task A003_An_answer_to_another_sign_in_is_refused_and_uses_neither_up()
    {
        var (first, second) = (await _host.BeginAsync(), await _host.BeginAsync());
        var answerToFirst = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(first));

        Assert.That(await CompleteAsync(answerToFirst, second.Pending), Is.EqualTo(OidcErrorCodes.StateUnknown));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.Zero);

        Assert.That(await CompleteAsync(answerToFirst, first.Pending), Is.Null);
        Assert.That(await CompleteAsync(AuthorizationResponse.ParseQuery(await _host.AnswerAsync(second)), second.Pending), Is.Null);
    }

    [Test]
    public async Task A004_An_answer_is_used_once()
    {
        var begun = await _host.BeginAsync();
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));

        Assert.That(await CompleteAsync(answer, begun.Pending), Is.Null);
        Assert.That(await CompleteAsync(answer, begun.Pending), Is.EqualTo(OidcErrorCodes.StateReplayed));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.EqualTo(1));
    }

    [Test]
    public async Task A004_Of_many_at_once_one_is_signed_in()
    {
        var begun = await _host.BeginAsync();
        var answer = AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun));

        var codes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => CompleteAsync(answer, begun.Pending))));

        Assert.That(codes.Count(code => code is null), Is.EqualTo(1));
        Assert.That(codes.Where(code => code is not null), Is.All.EqualTo(OidcErrorCodes.StateReplayed));
    }

    [TestCase(599, null)]
    [TestCase(600, null)]
    [TestCase(601, OidcErrorCodes.StateExpired)]
    public async Task A006_A_sign_in_takes_ten_minutes_at_most(int seconds, string? code)
    {
        var begun = await _host.BeginAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.That(await CompleteAsync(AuthorizationResponse.ParseQuery(await _host.AnswerAsync(begun)), begun.Pending), Is.EqualTo(code));
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.Token), Is.EqualTo(code is null ? 1 : 0));
    }

    private Task<string?> CompleteAsync(AuthorizationResponse response, PendingSignIn pending) =>
        Refusal.CodeOfAsync(() => _host.RelyingParty.CompleteSignInAsync(response, pending));
}

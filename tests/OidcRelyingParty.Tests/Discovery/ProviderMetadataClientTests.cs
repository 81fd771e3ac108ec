using System.Text;
using System.Text.Json.Nodes;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.Tests.Discovery;

/// <summary>What may come back in place of metadata and keys.</summary>
[TestFixture]
internal sealed partial class ProviderMetadataClientTests
{
    private static readonly TestCaseData<Func<ProviderResponse>>[] UnusableAnswers =
    [
        Answer("HTML page", () => ProviderResponse.Html("<html></html>")),
        Answer("JSON called HTML", () => ProviderResponse.Text("{\"keys\":[]}", "text/html")),
        Answer("JSON called text", () => ProviderResponse.Text("{\"keys\":[]}", "text/plain")),
        Answer("no type", () => new ProviderResponse(200, null, "{\"keys\":[]}"u8.ToArray())),
        Answer("HTML called JSON", () => ProviderResponse.Text("<html></html>", "application/json")),
        Answer("empty", () => ProviderResponse.Text("", "application/json")),
        Answer("truncated", () => ProviderResponse.Text("{\"issuer\":\"https://op", "application/json")),
        Answer("array", () => ProviderResponse.Text("[{\"keys\":[]}]", "application/json")),
        Answer("null", () => ProviderResponse.Text("null", "application/json")),
        Answer("two objects", () => ProviderResponse.Text("{\"keys\":[]}{}", "application/json")),
        Answer("comment", () => ProviderResponse.Text("{\"keys\":[]/* */}", "application/json")),
        Answer("byte order mark", () => new ProviderResponse(200, "application/json", [0xEF, 0xBB, 0xBF, .. "{\"keys\":[]}"u8])),
        Answer("UTF-16", () => new ProviderResponse(200, "application/json; charset=utf-16", Encoding.Unicode.GetBytes("{\"keys\":[]}"))),
        Answer("too deep", () => ProviderResponse.Text($"{{\"keys\":{new string('[', 100)}{new string(']', 100)}}}", "application/json")),
        Answer("204", () => new ProviderResponse(204)),
        Answer("205", () => new ProviderResponse(205)),
        Answer("206", () => ProviderResponse.Text("{\"keys\":[]}", "application/json", 206)),
        Answer("302", () => ProviderResponse.Redirect("https://evil.example.test/")),
        Answer("307", () => ProviderResponse.Redirect("http://127.0.0.1/", 307)),
        Answer("304", () => new ProviderResponse(304)),
        Answer("401", () => ProviderResponse.Json(new JsonObject(), 401)),
        Answer("404", () => new ProviderResponse(404)),
    ];

    private CoreHost _host = null!;

    private static readonly TestCaseData[] BusyAnswers =
    [
        Answer("429", () => new ProviderResponse(429).WithHeader("Retry-After", "315360000")),
        Answer("500", () => ProviderResponse.Json(new JsonObject(), 500)),
    ];

    [SetUp]
    public void SetUp() => _host = new CoreHost();

    [TearDown]
    public async Task TearDown() => await _host.DisposeAsync();

    [TestCaseSource(nameof(UnusableAnswers))]
    public async Task A135_What_is_no_metadata_is_refused_and_not_kept(Func<ProviderResponse> answer)
    {
        await RefusedThenRecoversAsync(ProviderEndpoint.Discovery, answer, OidcErrorCodes.MetadataUnreadable);
        Assert.That(_host.Provider.CountOf(ProviderEndpoint.KeySet), Is.EqualTo(1), "Only for the metadata that was good.");
    }

    [TestCaseSource(nameof(UnusableAnswers))]
    public async Task A303_What_is_no_key_set_is_refused_and_not_kept(Func<ProviderResponse> answer) =>
        await RefusedThenRecoversAsync(ProviderEndpoint.KeySet, answer, OidcErrorCodes.KeySetUnreadable);

    [TestCaseSource(nameof(BusyAnswers))]
    public async Task A302_A_provider_that_cannot_answer_at_the_moment_is_told_as_such(Func<ProviderResponse> answer)
    {
        await RefusedThenRecoversAsync(ProviderEndpoint.Discovery, answer, OidcErrorCodes.ProviderUnavailable);
        await _host.DisposeAsync();
        _host = new CoreHost();
        await RefusedThenRecoversAsync(ProviderEndpoint.KeySet, answer, OidcErrorCodes.ProviderUnavailable);
    }

    [TestCase("{}")]
    [TestCase("""{"keys":{}}""")]
    [TestCase("""{"keys":null}""")]
    [TestCase("""{"keys":[],"keys":[]}""")]
    public async Task A303_A_key_set_has_one_list_of_keys(string body) =>
        await RefusedThenRecoversAsync(ProviderEndpoint.KeySet, () => ProviderResponse.Text(body, "application/json"), OidcErrorCodes.KeySetUnreadable);

    [TestCase("application/jwk-set+json", null)]
    [TestCase("application/json;charset=UTF-8", null)]
    [TestCase("APPLICATION/JSON", null)]
    [TestCase("application/problem+json", OidcErrorCodes.KeySetUnreadable)]
    public async Task A_key_set_comes_in_either_of_its_two_media_types(string mediaType, string? code)
    {
        _host.Answer(ProviderEndpoint.KeySet, () => ProviderResponse.Text(_host.Provider.Keys.ToKeySet().ToJsonString(), mediaType));

        Assert.That(await Refusal.CodeOfAsync(() => _host.BeginAsync()), Is.EqualTo(code));
    }

    [Test]
    public async Task A158_Only_the_configured_provider_is_asked()
    {
        await _host.SignInAsync();

        Assert.That(_host.Provider.Requests.Where(request => request.Endpoint != ProviderEndpoint.Authorization).Select(request => request.Endpoint), Is.EqualTo(
            new[] { ProviderEndpoint.Discovery, ProviderEndpoint.KeySet, ProviderEndpoint.Token, ProviderEndpoint.UserInfo }));
    }

    [Test]
    public async Task A148_A_metadata_address_of_its_own_is_asked_in_place_of_the_standard_one()
    {
        _host.Change(settings => settings with { MetadataAddress = new Uri(_host.Provider.MetadataAddress + "?policy=1") });

        await _host.SignInAsync();

        Assert.That(_host.Provider.Requests[0].Uri.Query, Is.EqualTo("?policy=1"));
    }

    private async Task RefusedThenRecoversAsync(ProviderEndpoint endpoint, Func<ProviderResponse> answer, string code)
    {
        _host.Answer(endpoint, answer);

        var exception = await Refusal.OfAsync(() => _host.BeginAsync());
        Assert.That(exception.Error.Code, Is.EqualTo(code));
        Assert.That(exception.RetryAfter, Is.EqualTo(TimeSpan.FromSeconds(1)), "Whatever the provider says.");

        _host.Provider.ClearRequests();
        _host.Provider.Behaviour.Respond = null;
        _host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await _host.CodeOfSignInAsync(), Is.Null);
    }

    private static TestCaseData<Func<ProviderResponse>> Answer(string what, Func<ProviderResponse> answer) =>
        new TestCaseData<Func<ProviderResponse>>(answer).SetArgDisplayNames(what);
}

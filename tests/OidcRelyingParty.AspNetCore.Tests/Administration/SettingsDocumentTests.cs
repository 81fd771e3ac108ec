using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

public sealed class SettingsDocumentTests
{
    private static readonly TestCaseData[] BadValues =
    [
        new("issuer", "http://op.example.test", "issuer settings.invalid"),
        new("issuer", "https://op.example.test#fragment", "issuer settings.invalid"),
        new("issuer", "https://10.0.0.1", "issuer settings.address_refused"),
        new("clientId", "", "clientId settings.invalid"),
        new("scopes", "\"bad", "scopes settings.invalid"),
        new("responseMode", "fragment", "responseMode settings.invalid"),
    ];

    [TestCase("id")]
    [TestCase("tenantId")]
    [TestCase("isSuperAdmin")]
    [TestCase("createdAt")]
    [TestCase("secretProtected")]
    [TestCase("version")]
    [TestCase("stamp")]
    [TestCase("ClientId")]
    [TestCase("CLIENTSECRET")]
    [TestCase("__proto__")]
    public async Task A267_A_member_that_is_no_setting_is_named_and_nothing_is_stored(string member)
    {
        await using var api = await SettingsApiHost.StartAsync();
        var document = api.Document();
        document[member] = "1";

        using var response = await api.SaveAsync(document);

        await api.AssertRefusedAsync(response, 400, OidcErrorCodes.SettingsMemberUnknown);
        Assert.That(await response.FindingsAsync(), Is.EqualTo(new[] { $"{member} {OidcErrorCodes.SettingsMemberUnknown}" }));
    }

    [TestCase("""{"clientId":"a","clientId":"b"}""")]
    [TestCase("""{"status":{"a":1,"a":2}}""")]
    [TestCase("""[]""")]
    [TestCase("""null""")]
    [TestCase("""{"clientId":"a"}{}""")]
    [TestCase("""{"clientId":"a",}""")]
    [TestCase("")]
    [TestCase("""{"clientId":"\ud800"}""")]
    public async Task A268_What_is_not_one_JSON_object_is_refused(string json)
    {
        await using var api = await SettingsApiHost.StartAsync();

        using var response = await api.SendAsync(HttpMethod.Put, "", json, SettingsApiHost.Nothing);

        await api.AssertRefusedAsync(response, 400, OidcErrorCodes.SettingsDocument);
    }

    [Test]
    public async Task A268_A_document_nested_a_hundred_deep_is_refused()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var deep = "{\"status\":" + string.Concat(Enumerable.Repeat("[", 100)) + new string(']', 100) + "}";

        using var response = await api.SendAsync(HttpMethod.Put, "", deep, SettingsApiHost.Nothing);

        await api.AssertRefusedAsync(response, 400, OidcErrorCodes.SettingsDocument);
    }

    [TestCase("text/plain")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("multipart/form-data; boundary=x")]
    [TestCase("application/xml")]
    [TestCase("application/problem+json")]
    [TestCase("application/json; charset=utf-16")]
    [TestCase("application/json, application/json")]
    [TestCase(null)]
    public async Task A268_Anything_but_JSON_in_UTF_8_is_refused(string? contentType)
    {
        await using var api = await SettingsApiHost.StartAsync();

        foreach (var (method, suffix) in new[] { (HttpMethod.Put, ""), (HttpMethod.Post, "/check"), (HttpMethod.Post, "/activate") })
        {
            using var response = await SendAsync(api, method, suffix, Encoding.UTF8.GetBytes(api.Document().ToJsonString()), contentType);

            await api.AssertRefusedAsync(response, 415, OidcErrorCodes.SettingsContentType);
        }
    }

    [TestCase("application/json")]
    [TestCase("application/json; charset=utf-8")]
    [TestCase("Application/JSON; charset=\"UTF-8\"")]
    public async Task JSON_in_UTF_8_is_read(string contentType)
    {
        await using var api = await SettingsApiHost.StartAsync();

        using var response = await SendAsync(api, HttpMethod.Put, "", Encoding.UTF8.GetBytes(api.Document().ToJsonString()), contentType);

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A268_A_document_of_a_megabyte_is_refused(bool saysItsLength)
    {
        await using var api = await SettingsApiHost.StartAsync();
        var body = new byte[1024 * 1024];

        using var response = await SendAsync(api, HttpMethod.Put, "", body, "application/json", saysItsLength ? body.Length : null);

        await api.AssertRefusedAsync(response, 413, OidcErrorCodes.SettingsTooLarge);
    }

    [Test]
    public async Task A268_Of_ten_thousand_unknown_members_the_first_are_named()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var document = new JsonObject(Enumerable.Range(0, 10_000).Select(number => KeyValuePair.Create($"m{number}", (JsonNode?)1)));

        using var response = await api.SaveAsync(document);

        Assert.That((await response.FindingsAsync()).Count(finding => finding.StartsWith('m')), Is.EqualTo(50));
    }

    [TestCaseSource(nameof(BadValues))]
    public async Task A273_A_bad_value_is_refused_with_its_field_and_nothing_is_stored(string member, string value, string finding)
    {
        await using var api = await SettingsApiHost.StartAsync();
        var document = api.Document();
        document[member] = value;

        using var response = await api.SaveAsync(document);

        await api.AssertRefusedAsync(response, 400, finding.Split(' ')[1]);
        Assert.That(await response.FindingsAsync(), Is.EqualTo(new[] { finding }));
        Assert.That((string?)(await response.JsonAsync())!["findings"]![0]!["message"], Does.StartWith(member + ": "));
    }

    [Test]
    public async Task A273_All_that_is_wrong_is_said_at_once_with_what_to_do()
    {
        await using var api = await SettingsApiHost.StartAsync();
        var document = api.Document();
        (document["issuer"], document["enabled"], document["typo"], document["scopes"], document["maxAge"]) = ("nonsense", "yes", 1, "\"bad", "soon");

        using var response = await api.SaveAsync(document);

        await api.AssertRefusedAsync(response, 400, OidcErrorCodes.SettingsInvalid);
        var findings = (await response.JsonAsync())!["findings"]!.AsArray();
        Assert.That(findings.Select(finding => (string?)finding!["field"]), Is.EquivalentTo(new[] { "typo", "enabled", "issuer", "maxAge", "scopes" }));
        Assert.That(findings.Select(finding => (string?)finding!["remedy"]), Is.All.Not.Empty);
        Assert.That(findings.Select(finding => (string?)finding!["severity"]), Is.All.EqualTo("error"));
    }

    [TestCase("?draft=1")]
    [TestCase("?draft=")]
    [TestCase("?draft=true&draft=false")]
    [TestCase("?skipProbe=")]
    public async Task An_address_that_does_not_say_clearly_how_to_save_saves_nothing(string query)
    {
        await using var api = await SettingsApiHost.StartAsync();

        using var response = await api.SaveAsync(api.Document(), query: query);

        await api.AssertRefusedAsync(response, 400, OidcErrorCodes.SettingsInvalid);
    }

    private static Task<HttpResponseMessage> SendAsync(SettingsApiHost api, HttpMethod method, string suffix, byte[] body, string? contentType, long? length = null)
    {
        var request = new HttpRequestMessage(method, SettingsApiHost.Path + suffix) { Content = new StreamContent(new MemoryStream(body)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "alice");
        request.Headers.TryAddWithoutValidation("If-Match", SettingsApiHost.Nothing);
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Content.Headers.ContentLength = length;
        request.Headers.TransferEncodingChunked = length is null ? true : null;
        return api.SendAsync(request);
    }
}

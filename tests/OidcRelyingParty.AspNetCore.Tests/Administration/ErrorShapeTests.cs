using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

public sealed class ErrorShapeTests
{
    [Test]
    public async Task U3_Errors_are_problem_details_where_the_host_has_no_shape_of_its_own()
    {
        await using var api = await SettingsApiHost.StartAsync();

        using var response = await api.SaveAsync(new() { ["typo"] = 1 });

        var problem = (await response.JsonAsync())!;
        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/problem+json"));
        Assert.That(problem.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "title", "status", "detail", "code", "remedy", "id", "findings" }));
        Assert.That((int?)problem["status"], Is.EqualTo(400));
    }

    [TestCase("", 400, "ValidationError")]
    [TestCase("anonymous", 401, "AuthenticationRequired")]
    [TestCase("bob", 403, "NoAccessError")]
    [TestCase("xml", 415, "ContentTypeError")]
    public async Task U3_The_host_answers_in_a_shape_of_its_own(string how, int status, string name)
    {
        await using var api = await SettingsApiHost.StartAsync(options => options.WriteError = WriteAsync);
        var document = api.Document();
        document["clientId"] = how.Length == 0 ? 5 : "client";

        using var response = await api.SendAsync(
            HttpMethod.Put, "", how == "xml" ? null : document.ToJsonString(), SettingsApiHost.Nothing, how switch { "anonymous" => null, "bob" => "bob", _ => "alice" });

        var error = (await response.JsonAsync())!;
        Assert.That((int)response.StatusCode, Is.EqualTo(status));
        Assert.That(error.AsObject().Select(member => member.Key), Is.EqualTo(new[] { "id", "name", "message" }));
        Assert.That((string?)error["name"], Is.EqualTo(name));
        Assert.That((string?)error["message"], status == 400 ? Does.Contain("clientId: ") : Is.Not.Empty);
        Assert.That(api.Host.Logs.Ours.Select(line => line.Message), Has.Some.Contains((string?)error["id"]), "found in the log by its id");
    }

    [Test]
    public async Task U3_The_id_is_unique()
    {
        await using var api = await SettingsApiHost.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await (await api.SaveAsync(new() { ["typo"] = 1 })).JsonAsync()));

        Assert.That(answers.Select(answer => (string?)answer!["id"]), Is.Unique);
    }

    [Test]
    public async Task A288_A_fault_in_the_hosts_code_shows_an_id_and_nothing_else()
    {
        await using var api = await SettingsApiHost.StartAsync(options => options.NameUser = _ => throw new InvalidTimeZoneException("deep-inside"));

        using var response = await api.GetAsync();

        var body = await response.Content.ReadAsStringAsync();
        var id = (string)JsonNode.Parse(body)!["id"]!;
        Assert.That((int)response.StatusCode, Is.EqualTo(500));
        Assert.That((string?)JsonNode.Parse(body)!["code"], Is.EqualTo(OidcErrorCodes.SettingsRequestFailed));
        Assert.That(body, Does.Not.Contain("deep-inside").And.Not.Contain("Exception").And.Not.Contain("   at "));
        var line = api.Host.Logs.Ours.Single(line => line.Level == LogLevel.Error && line.Message.Contains(id, StringComparison.Ordinal));
        Assert.That(line.Exception!.InnerException, Is.TypeOf<InvalidTimeZoneException>());
    }

    [TestCase("GET ")]
    [TestCase("PUT ")]
    [TestCase("GET /history")]
    [TestCase("POST /confirm")]
    public async Task A278_A_store_that_does_not_answer_is_503_and_its_details_stay_inside(string request)
    {
        await using var api = await SettingsApiHost.StartAsync(services: services => services.AddSingleton<ISettingsRevisionStore, FaultyRevisionStore>());
        var parts = request.Split(' ');

        using var response = await api.SendAsync(new HttpMethod(parts[0]), parts[1], parts[0] == "PUT" ? api.Document().ToJsonString() : null, SettingsApiHost.Nothing);

        var body = await response.Content.ReadAsStringAsync();
        Assert.That((int)response.StatusCode, Is.EqualTo(503));
        Assert.That((string?)JsonNode.Parse(body)!["code"], Is.EqualTo(OidcErrorCodes.SettingsStoreFailed));
        Assert.That(body, Does.Not.Contain("hunter2"));
        Assert.That(api.Host.Logs.Lines.Select(line => line.ToString()), Has.None.Contains(SettingsApiHost.Canary));
    }

    private static Task WriteAsync(HttpContext context, SettingsApiError error)
    {
        var name = error.Status switch
        {
            StatusCodes.Status401Unauthorized => "AuthenticationRequired",
            StatusCodes.Status403Forbidden => "NoAccessError",
            StatusCodes.Status415UnsupportedMediaType => "ContentTypeError",
            _ => "ValidationError",
        };
        return context.Response.WriteAsJsonAsync(new { id = error.Id, name, message = error.Message });
    }
}

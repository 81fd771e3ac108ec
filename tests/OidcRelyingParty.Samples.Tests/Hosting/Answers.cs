using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>Reads what samples answer.</summary>
internal static partial class Answers
{
    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync()) ?? throw new InvalidOperationException("The answer is null.");

    public static Task<string> TextAsync(this HttpResponseMessage response) => response.Content.ReadAsStringAsync();

    /// <summary>The error code in a page or in problem details; null when the answer is no failure.</summary>
    public static async Task<string?> ErrorCodeAsync(this HttpResponseMessage response)
    {
        var body = await response.TextAsync();
        return response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? JsonNode.Parse(body)?["code"]?.GetValue<string>()
            : ErrorCode().Match(body) is { Success: true } match ? match.Groups[1].Value
            : null;
    }

    /// <summary>The text of the element with an id; null when there is none.</summary>
    public static async Task<string?> ElementAsync(this HttpResponseMessage response, string id) =>
        (await Visitor.ReadAsync(response)).GetElementById(id)?.TextContent;

    public static StringContent Json(JsonNode json) => new(json.ToJsonString(), Encoding.UTF8, "application/json");

    [GeneratedRegex("data-error-code=\"([^\"]+)\"")]
    private static partial Regex ErrorCode();
}

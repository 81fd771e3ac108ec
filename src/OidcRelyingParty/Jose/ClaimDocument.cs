using System.Text.Json;

namespace OidcRelyingParty.Jose;

/// <summary>Claims about the user from one place. No record: printing one would put the claims into a log.</summary>
internal sealed class ClaimDocument
{
    private ClaimDocument(JsonElement? claims, string? problem) => (Claims, Problem) = (claims, problem);

    /// <summary>The settings do not ask for it, or the provider has none.</summary>
    public static ClaimDocument NotAsked { get; } = new(null, null);

    /// <summary>The claims; null when there are none.</summary>
    public JsonElement? Claims { get; }

    /// <summary>Why the claims could not be had although they were asked for: half a sentence without values of claims. Null when nothing went wrong.</summary>
    public string? Problem { get; }

    public static ClaimDocument Of(JsonElement claims) => new(claims, null);

    public static ClaimDocument Lost(string problem) => new(null, problem);
}

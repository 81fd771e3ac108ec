using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Administration;

/// <summary>Which revision to try out, and where to go afterwards; null for the one saved last, and for the start page.</summary>
internal sealed record TrialRequest(string? Version, string? ReturnTo)
{
    public static TrialRequest Parse(ReadOnlyMemory<byte> utf8) =>
        StrictJson.TryParseObject(utf8.Span, out var json)
        && json.EnumerateObject().All(member => member.Name is "version" or "return_to")
        && StrictJson.TryGetString(json, "version"u8, out var version)
        && StrictJson.TryGetString(json, "return_to"u8, out var returnTo)
            ? new TrialRequest(version, returnTo)
            : throw new OidcException(OidcErrorCodes.SettingsDocument, "It must be one JSON object with, at most, 'version' and 'return_to', which are texts.");
}

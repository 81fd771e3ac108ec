using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Administration;

/// <summary>Which revision to put in force, and why without the checks that the host asks for.</summary>
internal sealed record ActivationRequest(string Version, string? Override)
{
    public static ActivationRequest Parse(ReadOnlyMemory<byte> utf8) =>
        StrictJson.TryParseObject(utf8.Span, out var json)
        && json.EnumerateObject().All(member => member.Name is "version" or "override")
        && StrictJson.TryGetString(json, "version"u8, out var version) && version is { Length: > 0 }
        && StrictJson.TryGetString(json, "override"u8, out var reason)
            ? new ActivationRequest(version, reason is null ? null : Printable.Of(reason))
            : throw new OidcException(
                OidcErrorCodes.SettingsDocument, "It must be one JSON object with 'version' and, at most, 'override', which are texts.", "Send the version that the status or the history names.");
}

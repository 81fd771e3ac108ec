using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.Administration;

/// <summary>
/// Which settings a change is meant for (<see href="https://www.rfc-editor.org/rfc/rfc9110#section-13.1.1">RFC 9110, 13.1.1</see>). The tag is the stamp of the
/// head: random, so it tells nothing of what is stored.
/// </summary>
internal static class IfMatch
{
    // What there is before anything was saved, so that two first changes cannot both succeed. No stamp is this short.
    private const string Nothing = "none";

    public static string TagOf(string? stamp) => $"\"{stamp ?? Nothing}\"";

    /// <summary>The tag of the request, without its quotes; null when it names none and need not.</summary>
    /// <exception cref="OidcException">It must name one, or what it names can be no tag of ours.</exception>
    public static string? Find(HttpRequest request, bool isRequired)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || header is ["*"])
        {
            return isRequired ? throw new OidcException(OidcErrorCodes.SettingsPrecondition, "The change does not say in If-Match which settings it changes.") : null;
        }

        // A weak tag never matches, a list of tags would be a guess, and what stands for any stamp is the tag of none.
        return header is [{ Length: > 2 } tag] && tag[0] == '"' && tag.IndexOf('"', 1) == tag.Length - 1 && tag[1..^1] != SettingsUpdate.AnyStamp
            ? tag[1..^1]
            : throw new OidcException(OidcErrorCodes.SettingsConflict, "What If-Match names is not the ETag of settings.");
    }

    /// <summary>The stamp that a tag names; null when it says that nothing is stored.</summary>
    public static string? StampOf(string tag) => tag == Nothing ? null : tag;
}

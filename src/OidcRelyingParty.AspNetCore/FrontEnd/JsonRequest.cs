using System.Text.Json;
using Microsoft.AspNetCore.Http;
using OidcRelyingParty.Endpoints;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.FrontEnd;

/// <summary>Reads a posted JSON object whose members are all texts, and of which each is known: what is misspelt is not silently left out.</summary>
internal static class JsonRequest
{
    private const int MaxLength = 16 * 1024;

    /// <summary>The members by name.</summary>
    /// <exception cref="OidcException">The body is something else; the remedy says which member.</exception>
    public static async Task<IReadOnlyDictionary<string, string>> ReadAsync(HttpRequest request, IReadOnlyList<string> known)
    {
        if (await RequestBody.ReadAsync(request, MaxLength) is not { } body || !StrictJson.TryParseObject(body.Span, out var json))
        {
            throw Refused($"Send one JSON object, each member once, of at most {MaxLength} bytes.");
        }

        var members = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            members[member.Name] = !known.Contains(member.Name) ? throw Refused($"Leave out '{Printable.Of(member.Name)}'; known are {string.Join(", ", known)}.")
                : member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! // a string is never null
                : throw Refused($"Send {member.Name} as a string, or leave it out.");
        }

        return members;
    }

    /// <summary>The request cannot be used; the caller is a program, and its developer reads what to change.</summary>
    public static OidcException Refused(string remedy) => new(OidcErrorCodes.FrontEndRequest, remedy, remedy);
}

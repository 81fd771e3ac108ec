using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Discovery;

/// <summary>
/// Reads what a sign-in does without. A member of a wrong type is noted and not refused: no sign-in must fail for what it does not need.
/// </summary>
internal static class ProviderCapabilitiesReader
{
    /// <summary>Reads an answer that <see cref="ProviderMetadataReader"/> found to be metadata.</summary>
    public static ProviderCapabilities Read(ProviderResponse response)
    {
        var document = StrictJson.TryParseObject(response.Body, out var read) ? read : throw new ArgumentException("It is no metadata.", nameof(response));
        var unreadable = new List<string>();
        return new ProviderCapabilities
        {
            AcrValues = Texts(document, WireNames.AcrValuesSupported, unreadable),
            Claims = Texts(document, WireNames.ClaimsSupported, unreadable),
            CodeChallengeMethods = Texts(document, WireNames.CodeChallengeMethodsSupported, unreadable),
            GrantTypes = Texts(document, WireNames.GrantTypesSupported, unreadable),
            IdTokenSigningAlgorithms = Texts(document, WireNames.IdTokenSigningAlgorithmsSupported, unreadable),
            ResponseModes = Texts(document, WireNames.ResponseModesSupported, unreadable),
            ResponseTypes = Texts(document, WireNames.ResponseTypesSupported, unreadable),
            Scopes = Texts(document, WireNames.ScopesSupported, unreadable),
            Unreadable = unreadable,
        };
    }

    private static string[]? Texts(JsonElement document, string name, List<string> unreadable)
    {
        if (!document.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String))
        {
            return [.. value.EnumerateArray().Select(item => item.GetString()!)]; // every item is a string
        }

        unreadable.Add(name);
        return null;
    }
}

using System.Text.Json;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Discovery;

/// <summary>Turns a metadata document into <see cref="ProviderMetadata"/>, or says what is wrong with it.</summary>
internal sealed class ProviderMetadataReader(OidcRelyingPartyOptions options)
{
    /// <exception cref="OidcException">The answer is no metadata of the provider asked for.</exception>
    public ProviderMetadata Read(ProviderAddress address, ProviderResponse response)
    {
        if (!response.IsOk || !response.IsJson || !StrictJson.TryParseObject(response.Body, out var document))
        {
            throw new OidcException(OidcErrorCodes.MetadataUnreadable,
                $"{address.MetadataAddress} should be provider metadata (HTTP 200, application/json, one object without duplicate members) but is: {response.Describe()}.");
        }

        var issuer = OptionalText(document, WireNames.MetadataIssuer) ?? throw Missing(WireNames.MetadataIssuer);
        if (!address.Accepts(issuer))
        {
            var hint = issuer.TrimEnd('/') == address.ExpectedIssuer.TrimEnd('/') ? " They differ only by the final slash." : "";
            throw new OidcException(OidcErrorCodes.MetadataIssuer,
                $"The metadata states issuer '{Printable.Of(issuer)}' but the settings say '{address.ExpectedIssuer}'.{hint}",
                $"If '{Printable.Of(issuer)}' is the provider you mean, enter it as the issuer, exactly as written.");
        }

        return new ProviderMetadata
        {
            Issuer = issuer,
            AuthorizationEndpoint = RequiredEndpoint(document, WireNames.AuthorizationEndpoint),
            TokenEndpoint = RequiredEndpoint(document, WireNames.TokenEndpoint),
            JwksUri = RequiredEndpoint(document, WireNames.JwksUri),
            UserInfoEndpoint = OptionalEndpoint(document, WireNames.UserInfoEndpoint),
            EndSessionEndpoint = OptionalEndpoint(document, WireNames.EndSessionEndpoint),
            RevocationEndpoint = OptionalEndpoint(document, WireNames.RevocationEndpoint),
            TokenEndpointAuthMethods = Texts(document, WireNames.TokenEndpointAuthMethods),
            TokenEndpointAuthSigningAlgorithms = Texts(document, WireNames.TokenEndpointAuthSigningAlgorithms),
            AuthorizationResponseIssuer = Flag(document, WireNames.AuthorizationResponseIssuer),
        };
    }

    private Uri RequiredEndpoint(JsonElement document, string name) => OptionalEndpoint(document, name) ?? throw Missing(name);

    private Uri? OptionalEndpoint(JsonElement document, string name)
    {
        if (OptionalText(document, name) is not { } text)
        {
            return null;
        }

        // The scheme is checked on the text: "//host" would be read as a file URL.
        return text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out var url)
            && options.IsAcceptable(url)
            ? url
            : throw new OidcException(OidcErrorCodes.MetadataEndpoint,
                $"The metadata's {name} '{Printable.Of(text)}' is not an absolute https URL without user and fragment.");
    }

    private static string? OptionalText(JsonElement document, string name) =>
        !document.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text
        : throw WrongType(name, "a text");

    private static bool Flag(JsonElement document, string name) => document.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => throw WrongType(name, "true or false"),
    };

    private static string[] Texts(JsonElement document, string name)
    {
        if (!document.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        return value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? [.. value.EnumerateArray().Select(item => item.GetString()!)]
            : throw WrongType(name, "a list of texts");
    }

    private static OidcException Missing(string name) => new(OidcErrorCodes.MetadataIncomplete, $"The metadata has no {name}.");

    private static OidcException WrongType(string name, string expected) => new(OidcErrorCodes.MetadataIncomplete, $"The metadata's {name} is not {expected}.");
}

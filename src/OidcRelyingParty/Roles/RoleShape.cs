using System.Text.Json;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>The shapes that role claims have.</summary>
internal static class RoleShape
{
    /// <summary>Whether the value has exactly the configured shape; one entry of another type spoils a list.</summary>
    public static bool Fits(JsonElement value, RoleClaim claim) => claim.Shape switch
    {
        RoleClaimShape.TextOrList => IsText(value) || IsListOf(value, IsText),
        RoleClaimShape.List => IsListOf(value, IsText),
        RoleClaimShape.Text or RoleClaimShape.Delimited => IsText(value),
        RoleClaimShape.Keys => value.ValueKind == JsonValueKind.Object,
        RoleClaimShape.Member => IsListOf(value, item => item.ValueKind == JsonValueKind.Object && item.TryGetProperty(claim.Member, out var member) && IsText(member)),
        _ => false,
    };

    /// <summary>What is configured, in words.</summary>
    public static string Describe(RoleClaim claim) => claim.Shape switch
    {
        RoleClaimShape.List => "a list of texts",
        RoleClaimShape.Text or RoleClaimShape.Delimited => "a text",
        RoleClaimShape.Keys => "an object",
        RoleClaimShape.Member => $"a list of objects with a text in {claim.Member}",
        _ => "a text or a list of texts",
    };

    /// <summary>What came, in words: never a value.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array when value.GetArrayLength() is var length and > 0 => $"a list of {length}",
        JsonValueKind.Array => "an empty list",
        _ => "true or false",
    };

    /// <summary>The same for a value that does not fit, where a list may look right from outside.</summary>
    public static string DescribeMisfit(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array && !IsListOf(value, IsText) ? $"{Describe(value)}, not all of them texts" : Describe(value);

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsListOf(JsonElement value, Func<JsonElement, bool> fits)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            return false;
        }

        foreach (var item in value.EnumerateArray())
        {
            if (!fits(item))
            {
                return false;
            }
        }

        return true;
    }
}

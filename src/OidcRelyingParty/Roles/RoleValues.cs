using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Roles;

/// <summary>Takes the values out of a role claim of the configured shape, one by one.</summary>
internal static class RoleValues
{
    private const int MaxStackLength = 256;

    public delegate void Visitor(ReadOnlySpan<char> value);

    /// <summary>Calls the visitor with every value. Splits what is configured to be split, and nothing else.</summary>
    public static void Visit(JsonElement claimValue, RoleClaim claim, Visitor visit)
    {
        switch (claim.Shape)
        {
            case RoleClaimShape.Delimited:
                VisitParts(claimValue.GetString(), claim.Delimiter, visit);
                break;
            case RoleClaimShape.Keys:
                VisitNames(claimValue, visit);
                break;
            case var _ when claimValue.ValueKind != JsonValueKind.Array:
                VisitText(claimValue, visit);
                break;
            default:
                foreach (var item in claimValue.EnumerateArray())
                {
                    VisitText(claim.Shape == RoleClaimShape.Member ? item.GetProperty(claim.Member) : item, visit);
                }

                break;
        }
    }

    private static void VisitParts(ReadOnlySpan<char> text, string delimiter, Visitor visit)
    {
        foreach (var part in text.Split(delimiter))
        {
            visit(text[part]);
        }
    }

    // A name that is there only to be denied ("admin": false) is no value.
    private static void VisitNames(JsonElement claimValue, Visitor visit)
    {
        foreach (var member in claimValue.EnumerateObject())
        {
            if (member.Value.ValueKind is not (JsonValueKind.False or JsonValueKind.Null))
            {
                visit(member.Name);
            }
        }
    }

    // Users come with thousands of groups of which a few are roles: a group is looked at without making a string of it.
    private static void VisitText(JsonElement value, Visitor visit)
    {
        var utf8 = JsonMarshal.GetRawUtf8Value(value)[1..^1];
        if (utf8.Length > MaxStackLength || utf8.Contains((byte)'\\'))
        {
            visit(value.GetString());
            return;
        }

        Span<char> text = stackalloc char[MaxStackLength];
        visit(text[..Encoding.UTF8.GetChars(utf8, text)]);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using OidcRelyingParty;

namespace ConsoleLogin;

/// <summary>Who signed in, as text in two columns.</summary>
internal static class ClaimTable
{
    public static string Of(SignInResult result)
    {
        var rows = result.Identity.Claims
            .Select(claim => (Name: Printable(claim.Key), Value: Printable(Text(claim.Value))))
            .OrderBy(row => row.Name, StringComparer.Ordinal)
            .ToArray();
        var width = rows.Max(row => row.Name.Length); // never empty: iss and sub are there
        var table = new StringBuilder($"Signed in as {Printable(result.Principal.Identity!.Name ?? "")}\n\n"); // the relying party always sets an identity
        foreach (var (name, value) in rows)
        {
            table.Append(name.PadRight(width)).Append("  ").Append(value).Append('\n');
        }

        var roles = result.Roles.Count == 0 ? "none (Oidc:Roles says which claims give roles)" : string.Join(", ", result.Roles.Select(Printable));
        return table.Append("\nRoles: ").Append(roles).ToString();
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText(); // a text is not null

    // A claim is the provider's word: it must not move the cursor or turn the line around.
    private static string Printable(string text) => string.Concat(text.Select(c =>
        char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator ? '\uFFFD' : c));
}

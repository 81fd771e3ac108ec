using System.Text.Json;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <summary>One place where values are that become roles.</summary>
/// <param name="Path">
/// The name of a claim, or a path into it with a dot between the members, such as <c>groups</c>, <c>realm_access.roles</c> or
/// <c>resource_access.my-app.roles</c>. A claim whose whole name contains dots wins over a path.
/// </param>
public sealed record RoleClaim(string Path)
{
    /// <summary>Which document holds it. Default: the ID token, completed by UserInfo.</summary>
    public RoleClaimSource Source { get; init; }

    /// <summary>Which shape the claim has; any other is not guessed at. Default: a text, or a list of texts.</summary>
    public RoleClaimShape Shape { get; init; }

    /// <summary>What separates the values of <see cref="RoleClaimShape.Delimited"/>. Default: a space.</summary>
    public string Delimiter { get; init; } = " ";

    /// <summary>The member of each object that holds the value, for <see cref="RoleClaimShape.Member"/>. Default: <c>name</c>.</summary>
    public string Member { get; init; } = WireNames.Name;

    /// <summary>What a value must begin with to count; the rules see what follows. Null for every value as it is. Default: null.</summary>
    public string? Prefix { get; init; }

    /// <summary>A claim of the default source and shape.</summary>
    /// <param name="path">Its path.</param>
    public static implicit operator RoleClaim(string path) => FromString(path);

    /// <summary>A claim of the default source and shape.</summary>
    /// <param name="path">Its path.</param>
    public static RoleClaim FromString(string path) => new(path);

    /// <summary>
    /// Reads what <see cref="ToString"/> writes: a path, with the source before it where it is not the default (<c>access_token:realm_access.roles</c>)
    /// and the rest behind it (<c>groups;shape=delimited;delimiter=%2C;prefix=app-</c>). Null when it is something else.
    /// </summary>
    /// <param name="text">The text; spaces, <c>;</c> and <c>%</c> within a part are percent-encoded.</param>
    public static RoleClaim? TryParse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(';');
        var source = FindSource(parts[0]);
        var path = Uri.UnescapeDataString(source is { } named ? parts[0][(WrittenName(named).Length + 1)..] : parts[0]);
        var claim = path.Length == 0 ? null : new RoleClaim(path) { Source = source ?? default };
        return parts.Skip(1).Aggregate(claim, static (read, part) => read is null ? null : part.Split('=', 2) switch
        {
            ["shape", var name] when Enum.GetValues<RoleClaimShape>().Cast<RoleClaimShape?>().FirstOrDefault(shape => WrittenName(shape!.Value) == name) is { } shape => read with { Shape = shape },
            ["delimiter", var value] => read with { Delimiter = Uri.UnescapeDataString(value) },
            ["member", var value] => read with { Member = Uri.UnescapeDataString(value) },
            ["prefix", var value] => read with { Prefix = Uri.UnescapeDataString(value) },
            _ => null,
        });
    }

    /// <summary>The claim in one word, as it stands in configuration; see <see cref="TryParse"/>.</summary>
    public override string ToString()
    {
        var defaults = new RoleClaim(Path);
        return (Source == defaults.Source && FindSource(Path) is null ? "" : WrittenName(Source) + ':') + Escape(Path)
            + (Shape == defaults.Shape ? "" : ";shape=" + WrittenName(Shape))
            + (Delimiter == defaults.Delimiter ? "" : ";delimiter=" + Escape(Delimiter))
            + (Member == defaults.Member ? "" : ";member=" + Escape(Member))
            + (Prefix is null ? "" : ";prefix=" + Escape(Prefix));
    }

    private static RoleClaimSource? FindSource(string text) =>
        Enum.GetValues<RoleClaimSource>().Cast<RoleClaimSource?>().FirstOrDefault(known => text.StartsWith(WrittenName(known!.Value) + ':', StringComparison.Ordinal));

    private static string Escape(string text) => string.Concat(text.Select(c => c is ';' or '%' || char.IsWhiteSpace(c) ? Uri.EscapeDataString(c.ToString()) : c.ToString()));

    private static string WrittenName<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}

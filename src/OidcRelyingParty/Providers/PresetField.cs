using System.Text.RegularExpressions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Providers;

/// <summary>Something an administrator enters for a <see cref="ProviderPreset"/>.</summary>
/// <param name="Name">Its name in texts of the preset, where it stands in braces; letters only.</param>
/// <param name="Label">What it is called at the provider, for a form.</param>
/// <param name="Example">A value that fits.</param>
/// <param name="Pattern">A regular expression that the whole value must match; fit for the <c>pattern</c> attribute of HTML too.</param>
public sealed record PresetField(string Name, string Label, string Example, string Pattern)
{
    /// <summary>The value when nothing is entered; null when something must be. Default: null.</summary>
    public string? Default { get; init; }

    /// <summary>A host name, with a port if need be.</summary>
    internal static PresetField Host(string label, string example) => new("domain", label, example, @"[A-Za-z0-9.\-]+(:[0-9]{1,5})?");

    internal string ValueIn(IReadOnlyDictionary<string, string> values) =>
        values.TryGetValue(Name, out var value) && value.Trim() is { Length: > 0 } entered ? entered : Default ?? "";

    /// <summary>What is wrong with the value; null when nothing is.</summary>
    internal SettingsFinding? Check(IReadOnlyDictionary<string, string> values)
    {
        var value = ValueIn(values);
        var problem = value.Length == 0 && Default is null ? "it is missing."
            : value != Default && !Regex.IsMatch(value, $@"\A(?:{Pattern})\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant) ? "it does not have the form of one."
            : null;
        return problem is null ? null : ProviderPreset.Finding(Name, $"{Label}: {problem}", $"Enter it as in {Example}.");
    }
}

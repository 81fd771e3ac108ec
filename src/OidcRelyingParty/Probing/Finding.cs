using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Probing;

/// <summary>Makes findings of each severity.</summary>
internal static class Finding
{
    public static SettingsFinding Passed(string field, string message) => Information(field, OidcErrorCodes.ProbePassed, message);

    public static SettingsFinding Information(string field, string code, string message) =>
        new(field, OidcError.Create(code, message), FindingSeverity.Information);

    public static SettingsFinding Warning(string field, string code, string message, string? remedy = null) =>
        new(field, OidcError.Create(code, message, remedy), FindingSeverity.Warning);

    public static SettingsFinding Error(string field, string code, string message, string? remedy = null) =>
        new(field, OidcError.Create(code, message, remedy), FindingSeverity.Error);

    /// <summary>Words of the provider or the administrator, for a message.</summary>
    public static string List(IEnumerable<string> words) => Printable.Of(string.Join(", ", words)) is { Length: > 0 } text ? text : "nothing";
}

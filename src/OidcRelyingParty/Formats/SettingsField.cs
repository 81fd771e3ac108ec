using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Formats;

/// <summary>
/// One field of <see cref="OidcSettings"/>: how it is read from JSON, configuration or a form, and how it is shown. Everything that reads or writes
/// settings goes through these, so that a field means the same everywhere.
/// </summary>
public sealed partial class SettingsField
{
    private readonly Func<OidcSettings, JsonNode?> _show;
    private readonly Func<OidcSettings, FieldValue, OidcSettings?> _set;
    private readonly Func<OidcSettings, OidcSettings> _reset;
    private readonly string _expected;

    private SettingsField(
        string name,
        SettingsFieldKind kind,
        string expected,
        Func<OidcSettings, JsonNode?> show,
        Func<OidcSettings, FieldValue, OidcSettings?> set,
        Func<OidcSettings, OidcSettings> reset)
    {
        (Name, Kind, _expected) = (name, kind, expected);
        (_show, _set, _reset) = (show, set, reset);
    }

    /// <summary>The name: that of the property, such as <c>ClientId</c>, with the part before it where it is in one, such as <c>Roles:Claims</c>.</summary>
    public string Name { get; }

    /// <summary>What kind of value it has.</summary>
    public SettingsFieldKind Kind { get; }

    /// <summary>Whether it is written and never read.</summary>
    public bool IsSecret => Kind is SettingsFieldKind.Secret;

    /// <summary>The values of a <see cref="SettingsFieldKind.Choice"/>; else empty.</summary>
    public IReadOnlyList<string> Choices { get; private init; } = [];

    /// <summary>The value as JSON; null when there is none, and always for a secret.</summary>
    /// <param name="settings">The settings to show.</param>
    public JsonNode? Show(OidcSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _show(settings);
    }

    /// <summary>The same field where a document holds one of these texts instead of a list. Of a stored list it shows the first.</summary>
    /// <param name="choices">What it may be.</param>
    public SettingsField OneOf(params string[] choices)
    {
        ArgumentNullException.ThrowIfNull(choices);
        return new(
            Name, SettingsFieldKind.Choice, $"one of {string.Join(", ", choices)}",
            settings => _show(settings) is JsonArray { Count: > 0 } list ? list[0]!.DeepClone() : null, // a text
            (settings, value) => choices.Contains(value.Text, StringComparer.Ordinal) ? _set(settings, value) : null,
            _reset)
        {
            Choices = choices,
        };
    }

    /// <summary>The same field where a document holds its list as one text.</summary>
    /// <param name="separator">What stands between the values when they are shown; reading separates as the field does.</param>
    public SettingsField AsText(char separator) => new(
        Name, SettingsFieldKind.Text, _expected == ListOfTexts ? "a text" : _expected,
        settings => _show(settings) is JsonArray { Count: > 0 } list ? JsonValue.Create(string.Join(separator, list)) : null,
        (settings, value) => value.Text is null ? null : _set(settings, value),
        _reset);

    /// <summary>The settings with the value; null when it cannot be the value of this field.</summary>
    internal OidcSettings? Set(OidcSettings settings, FieldValue value) => value.IsEmpty ? _reset(settings) : _set(settings, value);

    /// <summary>The settings with the field's default.</summary>
    internal OidcSettings Reset(OidcSettings settings) => _reset(settings);

    /// <summary>What the value should have been; and what it was, unless it is of the right type: to name that would say that another one is wanted.</summary>
    internal SettingsFinding Wrong(string writtenName, FieldValue value)
    {
        var isOfRightType = Kind switch
        {
            SettingsFieldKind.Text or SettingsFieldKind.Url or SettingsFieldKind.Choice => value.Text is not null,
            SettingsFieldKind.List => value.Text is not null || value.List is not null,
            _ => false,
        };
        var found = isOfRightType ? "" : $", and is {value.Description}";
        return new(Name, OidcError.Create(OidcErrorCodes.SettingsInvalid, $"{writtenName}: it must be {_expected}{found}.", $"Correct {writtenName}: enter {_expected}."));
    }
}

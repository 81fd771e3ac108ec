namespace OidcRelyingParty.Formats;

/// <summary>What kind of value a field has; decides how a page asks for it.</summary>
public enum SettingsFieldKind
{
    /// <summary>A line of text.</summary>
    Text,

    /// <summary>An absolute URL.</summary>
    Url,

    /// <summary>True or false.</summary>
    Flag,

    /// <summary>A number of seconds.</summary>
    Seconds,

    /// <summary>One of the field's choices.</summary>
    Choice,

    /// <summary>A list of texts.</summary>
    List,

    /// <summary>Names with values.</summary>
    Pairs,

    /// <summary>A secret, which is written and never read.</summary>
    Secret,
}

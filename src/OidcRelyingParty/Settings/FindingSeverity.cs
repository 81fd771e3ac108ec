namespace OidcRelyingParty.Settings;

/// <summary>What a <see cref="SettingsFinding"/> means for the settings.</summary>
public enum FindingSeverity
{
    /// <summary>They cannot be used.</summary>
    Error,

    /// <summary>They can be used, and will disappoint somebody.</summary>
    Warning,

    /// <summary>Good to know, such as a check that passed.</summary>
    Information,
}

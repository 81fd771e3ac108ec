namespace OidcRelyingParty.SettingsPage;

/// <summary>The buttons of the page, and what its forms send along with the fields.</summary>
internal static class PageButtons
{
    /// <summary>The name of every button.</summary>
    public const string Name = "action";

    public const string Save = "save";
    public const string Draft = "draft";
    public const string Check = "check";
    public const string RemoveSecret = "clear-secret";
    public const string Test = "test";
    public const string Activate = "activate";
    public const string Confirm = "confirm";
    public const string Return = "rollback";

    /// <summary>Which settings the administrator was looking at.</summary>
    public const string Stamp = "stamp";

    /// <summary>Which revision to test or put in force.</summary>
    public const string Version = "version";

    /// <summary>Why it is put in force without a test.</summary>
    public const string Override = "override";
}

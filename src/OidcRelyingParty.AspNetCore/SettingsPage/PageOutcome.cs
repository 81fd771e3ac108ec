namespace OidcRelyingParty.SettingsPage;

/// <summary>What a button came to.</summary>
internal abstract record PageOutcome
{
    private PageOutcome()
    {
    }

    /// <summary>It was done; the page is loaded anew and says so.</summary>
    public sealed record Done(PageNotice Notice) : PageOutcome;

    /// <summary>The page comes back with what was typed, and with more.</summary>
    public sealed record Shown(int Status, Func<SettingsPageModel, SettingsPageModel> Complete) : PageOutcome;

    /// <summary>The browser goes to the provider.</summary>
    public sealed record ToProvider(Uri Location) : PageOutcome;
}

namespace OidcRelyingParty.Access;

/// <summary>Works out the ways in. A pure function, so that every combination can be looked at in one table.</summary>
internal static class SignInPolicy
{
    /// <summary>The ways into a tenant of these providers.</summary>
    public static WaysIn WorkOut(IReadOnlyList<ProviderStanding> standings)
    {
        var enabled = standings.Where(standing => standing.Settings.Enabled).OrderBy(standing => standing.Settings.Key.Provider, StringComparer.Ordinal).ToArray();
        var working = enabled.Where(standing => standing.Problem is null).ToArray();
        var isSingleSignOnOnly = standings.Any(standing => standing.Settings.SingleSignOnOnly);
        var counts = isSingleSignOnOnly && working.Any(IsDependable);
        return new WaysIn(
            // One that does not work is offered all the same: it may work again by the time somebody presses the button.
            [.. enabled.Select(standing => standing.Settings.Key)],
            counts ? LocalLogin.BackupOnly : LocalLogin.Shown,
            working.FirstOrDefault(standing => standing.Settings.AutoSignIn)?.Settings.Key,
            isSingleSignOnOnly && !counts ? WhyNotOnly(enabled) : null);
    }

    /// <summary>The ways into a tenant whose settings cannot be read.</summary>
    public static WaysIn WithoutSettings(OidcError problem) => new([], LocalLogin.Shown, Reason: problem);

    private static bool IsDependable(ProviderStanding standing) => standing.IsProven && standing.Problem is null;

    private static OidcError WhyNotOnly(ProviderStanding[] enabled) =>
        enabled.Length == 0 ? OidcError.Create(OidcErrorCodes.SettingsDisabled, "Single sign-on is the only way in, but no provider is enabled.")
        : enabled.FirstOrDefault(standing => standing.Problem is not null)?.Problem
            ?? OidcError.Create(OidcErrorCodes.SettingsNotProven, "Single sign-on is the only way in, but nobody has signed in with these settings yet, nor has a probe succeeded.");
}

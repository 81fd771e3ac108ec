namespace OidcRelyingParty.Endpoints;

/// <summary>How long the session of a sign-in lasts.</summary>
internal static class SessionLifetime
{
    // A session that ended before the page it was made for is shown would send the browser round and round.
    private static readonly TimeSpan Minimum = TimeSpan.FromSeconds(10);

    /// <summary>What the settings say; null when they say nothing, and the host's own lifetime holds.</summary>
    public static TimeSpan? Find(SignInResult result, TimeSpan hostLifetime)
    {
        var settings = result.Settings;
        var tokenLifetime = settings.SessionEndsWithAccessToken ? result.Tokens.ExpiresIn : null;
        if (settings.SessionLifetime is null && tokenLifetime is null)
        {
            return null;
        }

        var lifetime = settings.SessionLifetime ?? hostLifetime;
        var sooner = tokenLifetime < lifetime ? tokenLifetime.Value : lifetime;
        return sooner < Minimum ? Minimum : sooner;
    }
}

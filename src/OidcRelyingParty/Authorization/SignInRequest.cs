namespace OidcRelyingParty.Authorization;

/// <summary>What one sign-in asks for, on top of the settings.</summary>
public sealed record SignInRequest
{
    /// <summary>The redirect URI, exactly as registered at the provider. <see cref="Settings.OidcSettings.RedirectUri"/> wins over it.</summary>
    public required Uri RedirectUri { get; init; }

    /// <summary>Where the user wanted to go; carried through unchanged and not interpreted here.</summary>
    public string? ReturnUrl { get; init; }

    /// <summary>In place of the settings' <c>prompt</c>.</summary>
    public string? Prompt { get; init; }

    /// <summary>In place of the settings' maximum age of the user's authentication. Whole seconds, from zero.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>In place of the settings' authentication context classes; null or empty for those of the settings.</summary>
    public IReadOnlyList<string>? AcrValues { get; init; }

    /// <summary>Who is about to sign in, if known: <c>login_hint</c>.</summary>
    public string? LoginHint { get; init; }

    /// <summary>In place of the settings' languages.</summary>
    public string? UiLocales { get; init; }

    internal SignInPurpose Purpose { get; init; }

    /// <summary>The revision that an administrator tries out; null for the one in force.</summary>
    internal string? TriedVersion { get; init; }

    /// <inheritdoc cref="PendingSignIn.TriedBy"/>
    internal string? TriedBy { get; init; }

    /// <inheritdoc cref="PendingSignIn.FrontEndChallenge"/>
    internal string? FrontEndChallenge { get; init; }
}

using System.Diagnostics;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Authorization;

/// <summary>
/// All that must survive the redirect to the provider. Keep it where only the same browser can bring it back, unreadable and unalterable,
/// for at most <see cref="OidcRelyingPartyOptions.SignInLifetime"/>. Printing it shows nothing secret.
/// </summary>
[DebuggerDisplay("sign-in with {SettingsKey}")]
public sealed class PendingSignIn
{
    internal PendingSignIn()
    {
    }

    /// <summary>Which settings the sign-in began with.</summary>
    public required OidcSettingsKey SettingsKey { get; init; }

    /// <summary>The revision of the settings it began with, and will finish with.</summary>
    public required string SettingsVersion { get; init; }

    /// <summary>
    /// The <c>state</c>: 20 bytes in base64url, of which the first four are the second of the start, so that the oldest of several can be told
    /// from outside, and sixteen are random.
    /// </summary>
    public required string State { get; init; }

    /// <summary>The <c>nonce</c>, which the ID token must repeat.</summary>
    public required string Nonce { get; init; }

    /// <summary>The PKCE code verifier, which proves to the token endpoint that the same application is asking.</summary>
    public required Secret CodeVerifier { get; init; }

    /// <summary>The redirect URI as sent; the token request repeats it.</summary>
    public required Uri RedirectUri { get; init; }

    /// <summary>How the answer must come back.</summary>
    public required AuthorizationResponseMode ResponseMode { get; init; }

    /// <summary>When the sign-in began.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Where the user wanted to go.</summary>
    public string? ReturnUrl { get; init; }

    internal SignInPurpose Purpose { get; init; }

    /// <summary>The SHA-256 hash, in base64url, of what a front end keeps to prove that the sign-in is its own; null when it keeps nothing.</summary>
    internal string? FrontEndChallenge { get; init; }

    /// <summary>Who tries the settings out, as the host names its users; null for a sign-in that counts.</summary>
    internal string? TriedBy { get; init; }

    internal TimeSpan? MaxAge { get; init; }

    /// <summary>Of which the ID token's <c>acr</c> must be one; empty when any will do.</summary>
    internal IReadOnlyList<string> RequiredAcrValues { get; init; } = [];

    /// <summary>This value as bytes, for a protected cookie or a store.</summary>
    public byte[] ToBytes() => PendingSignInFormat.Write(this);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null when the bytes are something else.</summary>
    public static PendingSignIn? FromBytes(ReadOnlySpan<byte> bytes) => PendingSignInFormat.Read(bytes);
}

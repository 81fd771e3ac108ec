using System.Text.Json;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.IdTokens;

/// <summary>What an ID token must fit: the sign-in it was asked for in, or the session it renews.</summary>
internal sealed record IdTokenExpectations
{
    private IdTokenExpectations(DateTimeOffset askedAt) => AskedAt = askedAt;

    /// <summary>When the sign-in or the renewal began.</summary>
    public DateTimeOffset AskedAt { get; }

    /// <summary>The nonce that was sent, or that the session began with; null when that one is unknown.</summary>
    public string? Nonce { get; private init; }

    public TimeSpan? MaxAge { get; private init; }

    public IReadOnlyList<string> RequiredAcrValues { get; private init; } = [];

    /// <summary>The issuer of the session; null in a sign-in, which the metadata's decides.</summary>
    public string? Issuer { get; private init; }

    /// <summary>The user of the session; null in a sign-in, where nobody is known yet.</summary>
    public string? Subject { get; private init; }

    /// <summary>The time of authentication the session began with; null when it is unknown.</summary>
    public DateTimeOffset? AuthTime { get; private init; }

    public static IdTokenExpectations Of(PendingSignIn pending) => new(pending.StartedAt)
    {
        Nonce = pending.Nonce,
        MaxAge = pending.MaxAge,
        RequiredAcrValues = pending.RequiredAcrValues,
    };

    public static IdTokenExpectations OfRenewal(JsonElement sessionIdToken, DateTimeOffset askedAt) => new(askedAt)
    {
        Nonce = sessionIdToken.Text(WireNames.Nonce),
        Issuer = sessionIdToken.Text(WireNames.Issuer),
        Subject = sessionIdToken.Text(WireNames.Subject),
        AuthTime = sessionIdToken.Instant(WireNames.AuthTime),
    };
}

using System.Security.Cryptography;
using System.Text;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.FrontEnd;

/// <summary>What a one-time code stands for: a session that begins when the front end comes for it.</summary>
/// <param name="SessionId">The session. Its 16 random bytes are what makes a code unique.</param>
/// <param name="SessionEnd">When the session ends, once the code is exchanged.</param>
/// <param name="CodeChallenge">The hash of what the front end must show; null when it need show nothing.</param>
/// <param name="UsableUntil">Until when the code may be exchanged.</param>
internal sealed record HandOver(string SessionId, DateTimeOffset SessionEnd, string? CodeChallenge, DateTimeOffset UsableUntil) : IExpiring
{
    // SHA-256
    private const int ChallengeLength = 32;

    public static bool IsChallenge(string text) => StrictBase64Url.TryDecode(text, out var bytes) && bytes.Length == ChallengeLength;

    /// <summary>
    /// Whether the code is for whoever has this verifier. One that comes although no challenge was given is refused too: the front end that has it
    /// did not begin this sign-in (<see href="https://www.rfc-editor.org/rfc/rfc9700#section-4.8.2">RFC 9700, 4.8.2</see>).
    /// </summary>
    public bool IsFor(string? codeVerifier) => CodeChallenge is null || codeVerifier is null
        ? CodeChallenge is null && codeVerifier is null
        : StrictBase64Url.TryDecode(CodeChallenge, out var challenge)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(codeVerifier)), challenge);
}

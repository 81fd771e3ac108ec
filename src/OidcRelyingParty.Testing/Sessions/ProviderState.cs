using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace OidcRelyingParty.Testing.Sessions;

/// <summary>Everything the provider remembers.</summary>
internal sealed class ProviderState
{
    private readonly ConcurrentDictionary<string, IssuedIdToken> _idTokens = [];

    public ConcurrentDictionary<string, ProviderSession> Sessions { get; } = [];

    public ConcurrentDictionary<string, Interaction> Interactions { get; } = [];

    public ConcurrentDictionary<string, IssuedToken> Codes { get; } = [];

    public ConcurrentDictionary<string, IssuedToken> AccessTokens { get; } = [];

    public ConcurrentDictionary<string, IssuedToken> RefreshTokens { get; } = [];

    public ConcurrentDictionary<string, bool> AssertionIds { get; } = [];

    // Hashes, because a long run issues many large tokens.
    public void RememberIdToken(string idToken, IssuedIdToken about) => _idTokens[Hash(idToken)] = about;

    public IssuedIdToken? FindIdToken(string? idToken) => idToken is null ? null : _idTokens.GetValueOrDefault(Hash(idToken));

    public static string AddTo(ConcurrentDictionary<string, IssuedToken> tokens, IssuedToken token, string suffix = "")
    {
        var value = RandomId.Create() + suffix;
        tokens[value] = token;
        return value;
    }

    public IReadOnlyList<ProviderSession> EndSessions(Func<ProviderSession, bool> which)
    {
        var ended = Sessions.Values.Where(which).ToArray();
        foreach (var session in ended)
        {
            Sessions.TryRemove(session.Ticket, out _);
        }

        foreach (var token in AccessTokens.Values.Concat(RefreshTokens.Values).Concat(Codes.Values).Where(token => ended.Contains(token.Grant.Session)))
        {
            token.Grant.Revoke();
        }

        return ended;
    }

    private static string Hash(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

using System.Text.Json.Nodes;
using OidcRelyingParty.Testing.Jose;

namespace OidcRelyingParty.Testing;

/// <summary>
/// Builds an ID token. As created it is perfect for its issuer, client, nonce and clock; break exactly one thing and see it refused.
/// </summary>
public sealed class IdTokenBuilder
{
    private readonly JsonObject _header = new() { ["alg"] = "RS256", ["typ"] = "JWT" };
    private readonly JsonObject _claims;
    private readonly List<string> _rawHeaderMembers = [];
    private readonly List<string> _rawMembers = [];
    private TestSigningKey? _key;
    private Func<string, string> _finish = token => token;

    /// <summary>Creates a token for the subject <c>user-alice</c>, issued now and valid for 5 minutes.</summary>
    /// <param name="issuer">The <c>iss</c> claim.</param>
    /// <param name="clientId">The <c>aud</c> claim.</param>
    /// <param name="nonce">The <c>nonce</c> claim, or null.</param>
    /// <param name="key">The key that signs it.</param>
    /// <param name="timeProvider">The clock.</param>
    public IdTokenBuilder(string issuer, string clientId, string? nonce, TestSigningKey key, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        var now = timeProvider.GetUtcNow().ToUnixTimeSeconds();
        _claims = new()
        {
            ["iss"] = issuer,
            ["sub"] = "user-alice",
            ["aud"] = clientId,
            ["iat"] = now,
            ["exp"] = now + 300,
        };
        if (nonce is not null)
        {
            _claims["nonce"] = nonce;
        }

        SignedWith(key);
    }

    /// <summary>Sets a claim.</summary>
    /// <param name="name">The claim's name.</param>
    /// <param name="value">Its value; null for a JSON null.</param>
    public IdTokenBuilder With(string name, JsonNode? value)
    {
        _claims[name] = value;
        return this;
    }

    /// <summary>Removes a claim.</summary>
    /// <param name="name">The claim's name.</param>
    public IdTokenBuilder Without(string name)
    {
        _claims.Remove(name);
        return this;
    }

    /// <summary>Sets a claim to an instant, in seconds.</summary>
    /// <param name="name">The claim's name.</param>
    /// <param name="value">The instant.</param>
    public IdTokenBuilder With(string name, DateTimeOffset value) => With(name, value.ToUnixTimeSeconds());

    /// <summary>Appends a claim in raw JSON, also when the name is there already: a serializer would not write it twice.</summary>
    /// <param name="name">The claim's name.</param>
    /// <param name="json">Its value as JSON, or as something that is not.</param>
    public IdTokenBuilder WithRaw(string name, string json)
    {
        _rawMembers.Add($"\"{name}\":{json}");
        return this;
    }

    /// <summary>Sets a header member; the signature stays that of the key.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="value">Its value; null for a JSON null.</param>
    public IdTokenBuilder WithHeader(string name, JsonNode? value)
    {
        _header[name] = value;
        return this;
    }

    /// <summary>Removes a header member.</summary>
    /// <param name="name">The member's name.</param>
    public IdTokenBuilder WithoutHeader(string name)
    {
        _header.Remove(name);
        return this;
    }

    /// <summary>Appends a header member in raw JSON, also when the name is there already.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="json">Its value as JSON, or as something that is not.</param>
    public IdTokenBuilder WithRawHeader(string name, string json)
    {
        _rawHeaderMembers.Add($"\"{name}\":{json}");
        return this;
    }

    /// <summary>Adds <c>at_hash</c> for an access token; set the key first.</summary>
    /// <param name="accessToken">The access token.</param>
    public IdTokenBuilder WithAccessTokenHash(string accessToken) => With("at_hash", CompactJws.HalfHash(_key?.Algorithm ?? "RS256", accessToken));

    /// <summary>Signs with another key; <c>alg</c> and <c>kid</c> follow it.</summary>
    /// <param name="key">The key.</param>
    public IdTokenBuilder SignedWith(TestSigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _key = key;
        _header["alg"] = key.Algorithm;
        return key.KeyId is null ? WithoutHeader("kid") : WithHeader("kid", key.KeyId);
    }

    /// <summary>Leaves the token unsigned: <c>alg</c> is <c>none</c> and the signature empty.</summary>
    public IdTokenBuilder WithoutSignature()
    {
        _key = null;
        _header["alg"] = "none";
        return WithoutHeader("kid");
    }

    /// <summary>Changes every byte of the signature, as the conformance suite does.</summary>
    public IdTokenBuilder WithCorruptSignature() => Finish(CompactJws.CorruptSignature);

    /// <summary>Encrypts the token.</summary>
    /// <param name="encryption">To whom and how.</param>
    public IdTokenBuilder EncryptedFor(IdTokenEncryption encryption) => Finish(token => CompactJwe.Encrypt(token, encryption));

    /// <summary>Changes the finished token; several changes apply in order.</summary>
    /// <param name="change">From the token to what is sent in its place.</param>
    public IdTokenBuilder Finish(Func<string, string> change)
    {
        var before = _finish;
        _finish = token => change(before(token));
        return this;
    }

    /// <summary>The token in its compact form.</summary>
    public string Build() => _finish(CompactJws.Sign(Write(_header, _rawHeaderMembers), Write(_claims, _rawMembers), _key));

    private static string Write(JsonObject members, List<string> raw)
    {
        var json = members.ToJsonString();
        return raw.Count == 0 ? json : $"{json[..^1]}{(members.Count == 0 ? "" : ",")}{string.Join(',', raw)}}}";
    }
}

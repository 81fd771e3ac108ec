namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>A client as it is registered at a provider, and what the host must be told to be that client.</summary>
public sealed record Client(string Id, string Authentication, string? Secret)
{
    /// <summary>The only ID token signing algorithm the host takes; null leaves the host's default set.</summary>
    public string? Algorithm { get; init; }

    /// <summary>The private key for private_key_jwt.</summary>
    public ClientKey? AssertionKey { get; init; }

    /// <summary>The private key for encrypted ID tokens.</summary>
    public ClientKey? DecryptionKey { get; init; }

    public string ResponseMode { get; init; } = "query";

    /// <summary><c>token_endpoint</c> for a provider that does not take its issuer as the audience of a client assertion.</summary>
    public string? AssertionAudience { get; init; }

    /// <summary>When the host asks the UserInfo endpoint; null leaves the host's default.</summary>
    public string? UserInfo { get; init; }

    /// <summary>Further settings of the host, without the <c>Oidc__</c> before their names.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    public Client With(string setting, string value) => this with { Settings = new Dictionary<string, string>(Settings) { [setting] = value } };

    /// <summary>For the test's name: what tells it from the other clients, and never the secret.</summary>
    public override string ToString() => $"{Id}, {Authentication}, {ResponseMode}{(UserInfo is null ? "" : $", UserInfo {UserInfo}")}";
}

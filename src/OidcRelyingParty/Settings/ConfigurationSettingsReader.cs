using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;

namespace OidcRelyingParty.Settings;

/// <summary>Reads settings from a configuration section, such as <c>Oidc</c>; a value that cannot be read is an error with its name.</summary>
internal sealed class ConfigurationSettingsReader(IConfigurationSection section)
{
    private static readonly Dictionary<string, ClientAuthenticationMethod> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        ["client_secret_basic"] = ClientAuthenticationMethod.ClientSecretBasic,
        ["client_secret_post"] = ClientAuthenticationMethod.ClientSecretPost,
        ["client_secret_jwt"] = ClientAuthenticationMethod.ClientSecretJwt,
        ["private_key_jwt"] = ClientAuthenticationMethod.PrivateKeyJwt,
        ["none"] = ClientAuthenticationMethod.None,
    };

    private static readonly Dictionary<string, AuthorizationResponseMode> ResponseModes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["query"] = AuthorizationResponseMode.Query,
        ["form_post"] = AuthorizationResponseMode.FormPost,
    };

    private static readonly Dictionary<string, ClientAssertionAudience> Audiences = new(StringComparer.OrdinalIgnoreCase)
    {
        ["issuer"] = ClientAssertionAudience.Issuer,
        ["token_endpoint"] = ClientAssertionAudience.TokenEndpoint,
    };

    private static readonly Dictionary<string, UserInfoUse> UserInfoUses = new(StringComparer.OrdinalIgnoreCase)
    {
        ["when_published"] = UserInfoUse.WhenPublished,
        ["best_effort"] = UserInfoUse.BestEffort,
        ["never"] = UserInfoUse.Never,
    };

    private static readonly Dictionary<string, UnmappedRoleValue> UnmappedValues = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ignore"] = UnmappedRoleValue.Ignore,
        ["is_role"] = UnmappedRoleValue.IsRole,
    };

    /// <summary>The settings; null when the section names no provider (OIDC is then off, and the rest is not looked at).</summary>
    /// <exception cref="OidcException">A value cannot be read.</exception>
    public OidcSettings? Read(OidcSettingsKey key)
    {
        var issuer = Text("Issuer");
        var discoveryUrl = Text("DiscoveryUrl");
        if (issuer is null && discoveryUrl is null)
        {
            return null;
        }

        // People paste the discovery URL where the issuer is asked for; both say the same thing.
        var isPasted = discoveryUrl is null && issuer!.EndsWith(IssuerUrl.WellKnownPath, StringComparison.Ordinal);
        var defaults = new OidcSettings { ClientId = "" };
        return new OidcSettings
        {
            Key = key,
            Version = Fingerprint(),
            Enabled = Flag("Enabled") ?? defaults.Enabled,
            Issuer = issuer is null || isPasted ? null : IssuerUrl.TryParse(issuer, out var parsed) ? parsed
                : throw Invalid("Issuer", "it is not an absolute https URL without query and fragment."),
            MetadataAddress = AbsoluteUrl(isPasted ? "Issuer" : "DiscoveryUrl"),
            BackchannelBaseUrl = AbsoluteUrl("BackchannelBaseUrl"),
            ClientId = Text("ClientId") ?? "",
            ClientSecret = Text("ClientSecret") is { } secret ? new Secret(secret) : null,
            ClientKey = KeyFile("ClientKeyFile", Text("ClientKeyId")),
            DecryptionKeys = KeyFile("DecryptionKeyFile", Text("DecryptionKeyId")) is { } decryptionKey ? [decryptionKey] : [],
            ClientAuthentication = OneOf("ClientAuthentication", Methods),
            ClientAssertionAudience = OneOf("ClientAssertionAudience", Audiences) ?? defaults.ClientAssertionAudience,
            Scopes = List("Scopes") ?? defaults.Scopes,
            RedirectUri = AbsoluteUrl("RedirectUri"),
            ResponseMode = OneOf("ResponseMode", ResponseModes) ?? defaults.ResponseMode,
            IdTokenSigningAlgorithms = List("IdTokenSigningAlgorithms") ?? defaults.IdTokenSigningAlgorithms,
            TrustedAudiences = List("TrustedAudiences") ?? defaults.TrustedAudiences,
            Prompt = Text("Prompt"),
            MaxAge = Seconds("MaxAge"),
            AcrValues = List("AcrValues") ?? defaults.AcrValues,
            RequireAcr = Flag("RequireAcr") ?? defaults.RequireAcr,
            UiLocales = Text("UiLocales"),
            Resources = List("Resources") ?? defaults.Resources,
            ExtraParameters = Pairs("ExtraParameters").ToDictionary(StringComparer.Ordinal),
            UserInfo = OneOf("UserInfo", UserInfoUses) ?? defaults.UserInfo,
            Roles = new RoleMapping
            {
                Claims = List("Roles:Claims")?.Select(RoleClaim.FromString).ToArray() ?? defaults.Roles.Claims,
                Rules = [.. Pairs("Roles:Rules").Select(pair => new RoleRule(pair.Key, pair.Value))],
                Unmapped = OneOf("Roles:Unmapped", UnmappedValues) ?? defaults.Roles.Unmapped,
            },
            SingleSignOut = Flag("SingleSignOut") ?? defaults.SingleSignOut,
            AllowLogoutTokenWithoutExpiry = Flag("AllowLogoutTokenWithoutExpiry") ?? defaults.AllowLogoutTokenWithoutExpiry,
            AllowFrontChannelLogoutWithoutSession = Flag("AllowFrontChannelLogoutWithoutSession") ?? defaults.AllowFrontChannelLogoutWithoutSession,
        };
    }

    private static OidcException Invalid(string name, string problem, Exception? cause = null) => new(
        OidcErrorCodes.SettingsInvalid, $"{name}: {problem}", $"Correct {name} in the configuration.", cause);

    private string? Text(string name) => section[name]?.Trim() is { Length: > 0 } text ? text : null;

    private bool? Flag(string name) => Text(name) switch
    {
        null => null,
        { } text when bool.TryParse(text, out var flag) => flag,
        _ => throw Invalid(name, "it must be true or false."),
    };

    private TimeSpan? Seconds(string name) => Text(name) switch
    {
        null => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) => TimeSpan.FromSeconds(seconds),
        _ => throw Invalid(name, "it must be a whole number of seconds."),
    };

    private Uri? AbsoluteUrl(string name) => Text(name) switch
    {
        null => null,
        { } text when text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out var url) => url,
        _ => throw Invalid(name, "it is not an absolute https URL."),
    };

    private T? OneOf<T>(string name, Dictionary<string, T> values)
        where T : struct, Enum => Text(name) switch
        {
            null => null,
            { } text when values.TryGetValue(text, out var value) => value,
            _ => throw Invalid(name, $"it must be one of {string.Join(", ", values.Keys)}."),
        };

    /// <summary>Space-separated in one value, or one value each (<c>Scopes:0</c>, <c>Scopes:1</c>).</summary>
    private string[]? List(string name)
    {
        if (Text(name) is { } text)
        {
            return text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        }

        var values = section.GetSection(name).GetChildren().Select(child => child.Value).OfType<string>().ToArray();
        return values.Length == 0 ? null : values;
    }

    // At any depth: a name with colons, such as urn:example:admins, arrives as levels of the configuration.
    private IEnumerable<KeyValuePair<string, string>> Pairs(string name) => section.GetSection(name).AsEnumerable(makePathsRelative: true)
        .Where(pair => pair.Value is not null)
        .OrderBy(pair => pair.Key, ConfigurationKeyComparer.Instance)
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value!)); // not null: the line above

    private ClientPrivateKey? KeyFile(string name, string? keyId)
    {
        if (Text(name) is not { } path)
        {
            return null;
        }

        try
        {
            return ClientPrivateKey.FromPem(File.ReadAllText(path), keyId);
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Invalid(name, "the file cannot be read as a PEM private key.", e);
        }
    }

    // Stable over restarts and nodes, so that a sign-in that began before one can finish after it. The secret is no part of it: the version
    // is logged, and a sign-in under way needs the secret that works now.
    private string Fingerprint()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in section.AsEnumerable(makePathsRelative: true)
            .Where(pair => !pair.Key.Equals("ClientSecret", StringComparison.OrdinalIgnoreCase))
            .OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append('\0').Append(value).Append('\0');
        }

        return Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 12));
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Tokens;

/// <summary>
/// Proves to the token endpoint who is asking
/// (<see href="https://openid.net/specs/openid-connect-core-1_0.html#ClientAuthentication">OpenID Connect Core, section 9</see>).
/// </summary>
internal sealed class ClientAuthentication(TimeProvider timeProvider)
{
    private const string JwtBearer = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TimeSpan AssertionLifetime = TimeSpan.FromMinutes(1);
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    // In order of preference when the provider leaves the choice: what sends the secret to nobody first.
    private static readonly (ClientAuthenticationMethod Method, string Name, Func<OidcSettings, bool> IsPossible)[] Methods =
    [
        (ClientAuthenticationMethod.PrivateKeyJwt, WireNames.PrivateKeyJwt, settings => settings.ClientKey is not null),
        (ClientAuthenticationMethod.ClientSecretBasic, WireNames.ClientSecretBasic, settings => settings.ClientSecret is not null),
        (ClientAuthenticationMethod.ClientSecretPost, WireNames.ClientSecretPost, settings => settings.ClientSecret is not null),
        (ClientAuthenticationMethod.ClientSecretJwt, WireNames.ClientSecretJwt, settings => settings.ClientSecret is { ByteLength: >= OidcSettings.MinHmacKeyLength }),
    ];

    /// <summary>
    /// Whether the metadata offers the method that the settings name. True when they name none; and for a public client, because many providers
    /// do not list what is no authentication.
    /// </summary>
    public static bool IsOffered(OidcSettings settings, ProviderMetadata metadata) => metadata.TokenEndpointAuthMethods.Count == 0
        || Methods.All(known => known.Method != settings.ClientAuthentication || metadata.TokenEndpointAuthMethods.Contains(known.Name));

    /// <summary>Adds what the chosen method sends to a request and its form.</summary>
    /// <exception cref="OidcException">The provider offers no method these settings can use.</exception>
    public void Apply(HttpRequestMessage request, IList<KeyValuePair<string, string>> form, OidcSettings settings, ProviderMetadata metadata)
    {
        switch (settings.ClientAuthentication ?? Choose(settings, metadata))
        {
            case ClientAuthenticationMethod.ClientSecretBasic:
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", BasicCredentials(settings));
                break;
            case ClientAuthenticationMethod.ClientSecretPost:
                Add(form, WireNames.ClientId, settings.ClientId);
                Add(form, WireNames.ClientSecret, settings.ClientSecret!.Reveal());
                break;
            case ClientAuthenticationMethod.ClientSecretJwt:
                var secretKey = new SymmetricSecurityKey(Encoding.UTF8.GetBytes(settings.ClientSecret!.Reveal()));
                AddAssertion(form, settings, metadata, new SigningCredentials(secretKey, SecurityAlgorithms.HmacSha256));
                break;
            case ClientAuthenticationMethod.PrivateKeyJwt:
                AddAssertion(form, settings, metadata, new SigningCredentials(settings.ClientKey!.Key, ChooseAlgorithm(settings.ClientKey, metadata)));
                break;
            case ClientAuthenticationMethod.None:
                Add(form, WireNames.ClientId, settings.ClientId);
                break;
            case var other:
                throw new InvalidOperationException($"Unknown client authentication {other}.");
        }
    }

    /// <summary>
    /// Client id and secret as <c>client_secret_basic</c> sends them. RFC 6749 section 2.3.1 form-encodes each half. <c>- . _ *</c> stay as they are,
    /// as in any form: providers that skip the decoding (glewlwyd, LemonLDAP::NG) then still understand ordinary secrets.
    /// </summary>
    public static string BasicCredentials(OidcSettings settings) => Convert.ToBase64String(Encoding.ASCII.GetBytes(
        $"{WebUtility.UrlEncode(settings.ClientId)}:{WebUtility.UrlEncode(settings.ClientSecret!.Reveal())}"));

    private static ClientAuthenticationMethod Choose(OidcSettings settings, ProviderMetadata metadata)
    {
        if (settings.ClientSecret is null && settings.ClientKey is null)
        {
            return ClientAuthenticationMethod.None;
        }

        // Discovery section 3: when omitted, the default is client_secret_basic.
        IReadOnlyList<string> offered = metadata.TokenEndpointAuthMethods is { Count: > 0 } methods ? methods : [WireNames.ClientSecretBasic];
        foreach (var (method, name, isPossible) in Methods)
        {
            if (isPossible(settings) && offered.Contains(name))
            {
                return method;
            }
        }

        throw new OidcException(OidcErrorCodes.ClientAuthenticationMethod,
            $"The provider accepts {Printable.Of(string.Join(", ", offered))}; the settings have credentials for none of these.");
    }

    private void AddAssertion(IList<KeyValuePair<string, string>> form, OidcSettings settings, ProviderMetadata metadata, SigningCredentials credentials)
    {
        // Providers made by different people are shown different credentials: the library would share signature providers between them.
        credentials.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        var now = timeProvider.GetUtcNow();
        var assertion = Handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.ClientId,
            Audience = settings.ClientAssertionAudience == ClientAssertionAudience.Issuer ? metadata.Issuer : metadata.TokenEndpoint.OriginalString,
            Claims = new Dictionary<string, object> { [WireNames.Subject] = settings.ClientId, [WireNames.JwtId] = Guid.NewGuid().ToString("N") },
            IssuedAt = now.UtcDateTime,
            Expires = (now + AssertionLifetime).UtcDateTime,
            SigningCredentials = credentials,
        });
        Add(form, WireNames.ClientId, settings.ClientId);
        Add(form, WireNames.ClientAssertionType, JwtBearer);
        Add(form, WireNames.ClientAssertion, assertion);
    }

    private static string ChooseAlgorithm(ClientPrivateKey key, ProviderMetadata metadata)
    {
        var supported = metadata.TokenEndpointAuthSigningAlgorithms;
        return key.Key is RsaSecurityKey && supported.Count > 0 && !supported.Contains(SecurityAlgorithms.RsaSha256) && supported.Contains(SecurityAlgorithms.RsaSsaPssSha256)
            ? SecurityAlgorithms.RsaSsaPssSha256
            : key.SigningAlgorithm;
    }

    private static void Add(IList<KeyValuePair<string, string>> form, string name, string value) => form.Add(KeyValuePair.Create(name, value));
}

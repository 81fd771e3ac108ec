using Microsoft.Extensions.Options;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <summary>Checks settings without asking the provider: all findings at once, each with its field.</summary>
public sealed class OidcSettingsValidator(IOptions<OidcRelyingPartyOptions> options)
{
    // What AuthorizationRequest sets itself; and what would move the request's content out of our sight.
    private static readonly string[] ProtocolParameters =
    [
        WireNames.AcrValues, WireNames.ClientId, WireNames.ClientSecret, WireNames.CodeChallenge, WireNames.CodeChallengeMethod,
        WireNames.IdTokenHint, WireNames.LoginHint, WireNames.MaxAge, WireNames.Nonce, WireNames.Prompt, WireNames.RedirectUri,
        WireNames.Request, WireNames.RequestUri, WireNames.Resource, WireNames.ResponseMode, WireNames.ResponseType, WireNames.Scope,
        WireNames.State, WireNames.UiLocales,
    ];

    private static readonly string[] KnownAlgorithms =
    [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519", "HS256", "HS384", "HS512",
    ];

    private readonly OidcRelyingPartyOptions _options = options.Value;

    /// <summary>All that is wrong with the settings; empty when they can be used.</summary>
    /// <param name="settings">The settings to check. Disabled settings may be incomplete, but not wrong.</param>
    public IReadOnlyList<SettingsFinding> Validate(OidcSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var findings = new List<SettingsFinding>();
        void Add(string field, string message, string remedy) =>
            findings.Add(new SettingsFinding(field, OidcError.Create(OidcErrorCodes.SettingsInvalid, $"{field}: {message}", remedy)));

        ValidateAddresses(settings, Add);
        ValidateClient(settings, Add);
        ValidateRequest(settings, Add);
        ValidateAlgorithms(settings, Add);
        return findings;
    }

    private void ValidateAddresses(OidcSettings settings, Action<string, string, string> add)
    {
        if (settings.Issuer is null && settings.MetadataAddress is null)
        {
            if (settings.Enabled)
            {
                add(nameof(settings.Issuer), "it is missing.", "Enter the provider's issuer or its discovery URL.");
            }
        }
        else if (settings.Issuer is null && !ProviderAddress.IsWellKnown(settings.MetadataAddress!))
        {
            add(nameof(settings.Issuer), $"it cannot be derived from a metadata address that does not end in {IssuerUrl.WellKnownPath}.",
                "Enter the issuer as well, exactly as the metadata document states it.");
        }

        CheckUrl(nameof(settings.Issuer), settings.Issuer is { } issuer ? new Uri(issuer.Value) : null, add);
        CheckUrl(nameof(settings.MetadataAddress), settings.MetadataAddress, add);
        CheckUrl(nameof(settings.BackchannelBaseUrl), settings.BackchannelBaseUrl, add);
        CheckUrl(nameof(settings.RedirectUri), settings.RedirectUri, add);
    }

    private void CheckUrl(string field, Uri? url, Action<string, string, string> add)
    {
        if (url is not null && !_options.IsAcceptable(url))
        {
            add(field, "it must be an absolute https URL without user and fragment.",
                $"Enter an https URL. Plain http is for development: {nameof(OidcRelyingPartyOptions.AllowInsecureHttpOnLoopback)}"
                + $" or {nameof(OidcRelyingPartyOptions.AllowInsecureHttpHosts)} in the host's code.");
        }
    }

    private static void ValidateClient(OidcSettings settings, Action<string, string, string> add)
    {
        if (settings.Enabled && string.IsNullOrWhiteSpace(settings.ClientId))
        {
            add(nameof(settings.ClientId), "it is missing.", "Enter the client id under which the provider knows this application.");
        }

        switch (settings.ClientAuthentication)
        {
            case ClientAuthenticationMethod.ClientSecretBasic or ClientAuthenticationMethod.ClientSecretPost
                or ClientAuthenticationMethod.ClientSecretJwt when settings.ClientSecret is null && settings.Enabled:
                add(nameof(settings.ClientSecret), $"{settings.ClientAuthentication} needs a secret.", "Enter the client secret.");
                break;
            case ClientAuthenticationMethod.ClientSecretJwt when settings.ClientSecret is { ByteLength: < OidcSettings.MinHmacKeyLength }:
                add(nameof(settings.ClientSecret), $"it is too short to sign with: {settings.ClientAuthentication} needs {OidcSettings.MinHmacKeyLength} bytes.",
                    "Have the provider issue a longer secret, or choose another client authentication.");
                break;
            case ClientAuthenticationMethod.PrivateKeyJwt when settings.ClientKey is null && settings.Enabled:
                add(nameof(settings.ClientKey), $"{settings.ClientAuthentication} needs a private key.", "Enter the private key (PEM).");
                break;
        }
    }

    private static void ValidateRequest(OidcSettings settings, Action<string, string, string> add)
    {
        if (settings.Scopes.FirstOrDefault(scope => !IsToken(scope)) is { } badScope)
        {
            add(nameof(settings.Scopes), $"'{Printable.Of(badScope)}' is not a scope.", "Separate scopes by spaces; leave out quotes and backslashes.");
        }

        if (settings.AcrValues.Any(value => !IsToken(value)))
        {
            add(nameof(settings.AcrValues), "a value is empty or holds a space.", "Separate values by spaces.");
        }

        if (settings.RequireAcr && settings.AcrValues.Count == 0)
        {
            add(nameof(settings.RequireAcr), "there is no value to require.", "Enter acr values or do not require one.");
        }

        if (settings.MaxAge is { } maxAge && maxAge < TimeSpan.Zero)
        {
            add(nameof(settings.MaxAge), "it is negative.", "Enter zero or more seconds, or nothing.");
        }

        if (settings.ExtraParameters.Keys.FirstOrDefault(name => name.Length == 0 || ProtocolParameters.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } badName)
        {
            add(nameof(settings.ExtraParameters), $"'{badName}' is a parameter of the protocol itself.", "Use the setting of that name, or leave it out.");
        }

        if (settings.Prompt is { } prompt && prompt.Split(' ') is { Length: > 1 } prompts && prompts.Contains("none"))
        {
            add(nameof(settings.Prompt), "'none' cannot be combined with another value.", "Enter one of none, login, consent, select_account.");
        }
    }

    private static void ValidateAlgorithms(OidcSettings settings, Action<string, string, string> add)
    {
        if (settings.IdTokenSigningAlgorithms.FirstOrDefault(name => !KnownAlgorithms.Contains(name, StringComparer.Ordinal)) is { } unknown)
        {
            add(nameof(settings.IdTokenSigningAlgorithms), $"'{Printable.Of(unknown)}' is not an algorithm that can be accepted.",
                $"Enter one of {string.Join(' ', KnownAlgorithms)}.");
        }

        var symmetric = settings.IdTokenSigningAlgorithms.Count(name => name.StartsWith("HS", StringComparison.Ordinal));
        if (symmetric > 0 && symmetric < settings.IdTokenSigningAlgorithms.Count)
        {
            add(nameof(settings.IdTokenSigningAlgorithms), "HS algorithms and public-key algorithms exclude each other.",
                "Name one kind only: a public key must never be taken for a shared secret.");
        }

        if (symmetric > 0 && settings.ClientSecret is null)
        {
            add(nameof(settings.ClientSecret), "an HS algorithm is keyed with it.", "Enter the client secret or choose another algorithm.");
        }

        if (symmetric > 0 && settings.ClientSecret is { ByteLength: < OidcSettings.MinHmacKeyLength })
        {
            add(nameof(settings.ClientSecret), $"it is too short for an HS algorithm, which needs {OidcSettings.MinHmacKeyLength} bytes or more.",
                "Have the provider issue a longer secret, or choose another algorithm.");
        }
    }

    // RFC 6749 section 3.3: %x21 / %x23-5B / %x5D-7E
    private static bool IsToken(string text) => text.Length > 0 && text.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'));
}

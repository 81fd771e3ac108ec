using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <content>Who this application is at the provider, and what may sign ID tokens for it.</content>
public sealed partial class OidcSettingsValidator
{
    private static readonly string[] KnownAlgorithms =
    [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519", "HS256", "HS384", "HS512",
    ];

    private static void ValidateClient(OidcSettings settings, Action<string, string, string> add)
    {
        if (settings.Enabled && string.IsNullOrWhiteSpace(settings.ClientId))
        {
            add(nameof(settings.ClientId), "it is missing.", "Enter the client id under which the provider knows this application.");
        }

        RequireKnown(nameof(settings.ClientAssertionAudience), settings.ClientAssertionAudience, add);
        if (settings.ClientAuthentication is { } authentication)
        {
            RequireKnown(nameof(settings.ClientAuthentication), authentication, add);
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
}

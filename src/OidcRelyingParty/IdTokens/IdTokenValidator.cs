using System.Text;
using Microsoft.Extensions.Options;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;

namespace OidcRelyingParty.IdTokens;

/// <summary>Decrypts, reads and checks an ID token: the only way to a <see cref="ValidatedIdToken"/>.</summary>
internal sealed class IdTokenValidator(SignatureVerifier verifier, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider)
{
    /// <exception cref="OidcException">The token is refused, with the code of the first rule it breaks.</exception>
    public async ValueTask<ValidatedIdToken> ValidateAsync(
        TokenResponse tokens, OidcSettings settings, ProviderSnapshot provider, PendingSignIn pending, CancellationToken cancellationToken)
    {
        var jws = Read(tokens.IdToken.Reveal(), settings);
        var context = new IdTokenContext(
            jws.Header, jws.Payload, settings, provider.Metadata, pending, tokens.AccessToken, timeProvider.GetUtcNow(), options.Value.ClockSkew);

        Check(IdTokenRules.BeforeSignature, context);
        var fault = jws.Algorithm.StartsWith("HS", StringComparison.Ordinal)
            // Only reached when the settings name this algorithm, and then no public-key algorithm beside it.
            ? ClientSecretSignature.Verify(jws, Encoding.UTF8.GetBytes(settings.ClientSecret!.Reveal()))
            : await verifier.VerifyAsync(jws, provider, cancellationToken).ConfigureAwait(false);
        if (fault != JoseFault.None)
        {
            throw Refused(fault);
        }

        Check(IdTokenRules.AfterSignature, context);
        return new ValidatedIdToken(jws.Payload);
    }

    // Step 1. An encrypted token holds a signed one.
    private static CompactJws Read(string token, OidcSettings settings)
    {
        var jws = CompactJws.Parse(token, out var fault);
        if (fault == JoseFault.Encrypted)
        {
            if (settings.DecryptionKeys.Count == 0)
            {
                throw new OidcException(OidcErrorCodes.IdTokenEncrypted, "The ID token is encrypted and the settings have no decryption key.");
            }

            if (!JweDecryptor.TryDecrypt(token, [.. settings.DecryptionKeys.Select(key => key.Key)], out var inner, out fault))
            {
                throw new OidcException(OidcErrorCodes.IdTokenEncrypted, $"The ID token cannot be decrypted ({fault}).");
            }

            jws = CompactJws.Parse(inner, out fault);
        }

        return jws ?? throw Refused(fault);
    }

    private static void Check(Func<IdTokenContext, OidcError?>[] rules, IdTokenContext context)
    {
        foreach (var rule in rules)
        {
            if (rule(context) is { } error)
            {
                throw new OidcException(error);
            }
        }
    }

    private static OidcException Refused(JoseFault fault) => fault switch
    {
        JoseFault.Algorithm => new OidcException(OidcErrorCodes.IdTokenAlgorithm, "The ID token names no algorithm that can be verified here."),
        JoseFault.Critical => new OidcException(OidcErrorCodes.IdTokenCritical, "The ID token demands an extension (crit) that is not known here."),
        JoseFault.Key => new OidcException(OidcErrorCodes.IdTokenKey, "The ID token is signed with a key that is not in the provider's key set."),
        JoseFault.Signature => new OidcException(OidcErrorCodes.IdTokenSignature, "The ID token's signature is wrong."),
        JoseFault.TooLarge => new OidcException(OidcErrorCodes.IdTokenTooLarge, $"The ID token is longer than {CompactJws.MaxLength} characters."),
        JoseFault.Encrypted => new OidcException(OidcErrorCodes.IdTokenEncrypted, "The ID token is encrypted twice."),
        _ => new OidcException(OidcErrorCodes.IdTokenFormat, "The ID token is not a signed JWT in its strict form (RFC 7515: three base64url parts, no member twice)."),
    };
}

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
    /// <summary>Checks the ID token of a sign-in.</summary>
    /// <exception cref="OidcException">The token is missing or refused, with the code of the first rule it breaks.</exception>
    public ValueTask<ValidatedIdToken> ValidateAsync(
        TokenResponse tokens, OidcSettings settings, ProviderSnapshot provider, PendingSignIn pending, CancellationToken cancellationToken) =>
        ValidateAsync(tokens, settings, provider, IdTokenExpectations.Of(pending), IdTokenRules.AfterSignature, cancellationToken);

    /// <summary>Checks the ID token of a renewal; without one, the session's own stays in force.</summary>
    /// <exception cref="OidcException">The token is refused.</exception>
    public ValueTask<ValidatedIdToken> ValidateRenewedAsync(
        TokenResponse tokens, OidcSettings settings, ProviderSnapshot provider, ValidatedIdToken session, DateTimeOffset askedAt, CancellationToken cancellationToken) =>
        tokens.IdToken is null
            ? ValueTask.FromResult(session)
            : ValidateAsync(tokens, settings, provider, IdTokenExpectations.OfRenewal(session.Claims, askedAt), IdTokenRules.AfterSignatureOfRenewed, cancellationToken);

    /// <summary>Reads an ID token that this application validated before and has kept protected since.</summary>
    /// <exception cref="OidcException">It is none.</exception>
    public static ValidatedIdToken ReadKept(Secret idToken, OidcSettings settings) => new(Read(idToken.Reveal(), settings).Payload);

    private async ValueTask<ValidatedIdToken> ValidateAsync(
        TokenResponse tokens,
        OidcSettings settings,
        ProviderSnapshot provider,
        IdTokenExpectations expected,
        Func<IdTokenContext, OidcError?>[] afterSignature,
        CancellationToken cancellationToken)
    {
        var idToken = tokens.IdToken ?? throw new OidcException(OidcErrorCodes.IdTokenMissing, "The token response has no id_token text.");
        var jws = Read(idToken.Reveal(), settings);
        var context = new IdTokenContext(
            jws.Header, jws.Payload, settings, provider.Metadata, expected, tokens.AccessToken, timeProvider.GetUtcNow(), options.Value.ClockSkew);

        IdTokenRules.BeforeSignature.RequireAll(context);
        var fault = await verifier.VerifyAsync(jws, settings, provider, cancellationToken).ConfigureAwait(false);
        if (fault != JoseFault.None)
        {
            throw Refused(fault);
        }

        afterSignature.RequireAll(context);
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

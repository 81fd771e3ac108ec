using Microsoft.Extensions.Options;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.IdTokens;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Tokens;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.AccessTokens;

/// <summary>
/// Reads the access token as a JWT, where a role claim says that it is one
/// (<see href="https://www.rfc-editor.org/rfc/rfc9068">RFC 9068</see>). It is meant for others, so that one which cannot be read ends no sign-in.
/// </summary>
internal sealed class AccessTokenReader(SignatureVerifier verifier, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider)
{
    /// <summary>The claims, once the token has proven to be of this provider, user and client; or what is wrong with it.</summary>
    public async ValueTask<ClaimDocument> ReadAsync(
        OidcSettings settings, ProviderSnapshot provider, TokenResponse tokens, ValidatedIdToken idToken, CancellationToken cancellationToken)
    {
        if (!settings.Roles.Claims.Any(claim => claim.Source == RoleClaimSource.AccessToken))
        {
            return ClaimDocument.NotAsked;
        }

        var jws = CompactJws.Parse(tokens.AccessToken.Reveal(), out var fault);
        return jws is null ? ClaimDocument.Lost($"it is not a signed JWT in its strict form ({fault})")
            : FindProblem(jws, settings, idToken) is { } problem ? ClaimDocument.Lost(problem)
            : await FindFaultAsync(jws, settings, provider, cancellationToken).ConfigureAwait(false) is { } unverified ? ClaimDocument.Lost(unverified)
            : ClaimDocument.Of(jws.Payload);
    }

    // Not its audience: that is the service the token is for, such as "account" at Keycloak, and none of our business. That it is ours follows from
    // issuer, user and client, and from where it came: the answer to our own request.
    private string? FindProblem(CompactJws jws, OidcSettings settings, ValidatedIdToken idToken)
    {
        var claims = jws.Payload;
        var now = timeProvider.GetUtcNow();
        var skew = options.Value.ClockSkew;
        return !SigningAlgorithms.AcceptedBy(settings).Contains(jws.Algorithm, StringComparer.Ordinal) ? $"it is signed with '{Printable.Of(jws.Algorithm)}', which the settings do not accept"
            : !IsAccessTokenType(jws.Type) ? $"its type is {jws.Header.Found("typ")}"
            : claims.Text(WireNames.Issuer) != idToken.Issuer ? $"it is from {claims.Found(WireNames.Issuer)}"
            : claims.Text(WireNames.Subject) != idToken.Subject ? "its sub is not that of the ID token"
            : claims.Instant(WireNames.ExpiresAt) is not { } expiry || now - skew >= expiry ? "it has expired, or does not say when"
            : claims.TryGetProperty(WireNames.NotBefore, out _) && !(claims.Instant(WireNames.NotBefore) <= now + skew) ? "it is not valid yet"
            : new[] { WireNames.AuthorizedParty, WireNames.ClientId }.Any(name => claims.TryGetProperty(name, out _) && claims.Text(name) != settings.ClientId) ? "it was issued to another client"
            : null;
    }

    private async ValueTask<string?> FindFaultAsync(CompactJws jws, OidcSettings settings, ProviderSnapshot provider, CancellationToken cancellationToken)
    {
        try
        {
            var fault = await verifier.VerifyAsync(jws, settings, provider, cancellationToken).ConfigureAwait(false);
            return fault == JoseFault.None ? null : $"its signature cannot be verified ({fault})";
        }
        catch (OidcException e)
        {
            return $"the key it is signed with cannot be had ({e.Error.Code})";
        }
    }

    // RFC 9068 section 2.1, and what providers wrote before it. Without a type it is a JWT all the same.
    private static bool IsAccessTokenType(string? type) =>
        type is null || new[] { "at+jwt", "application/at+jwt", "JWT", "application/jwt" }.Contains(type, StringComparer.OrdinalIgnoreCase);
}

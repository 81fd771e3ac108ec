using Microsoft.Extensions.Options;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Jose;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Logout;

/// <summary>Checks logout tokens: the only way to a <see cref="LogoutNotice"/>.</summary>
internal sealed class LogoutTokenValidator(
    SettingsResolver settingsResolver, ProviderMetadataCache providers, SignatureVerifier verifier, IOptions<OidcRelyingPartyOptions> options, TimeProvider timeProvider)
{
    /// <exception cref="OidcException">The token is refused, or the provider's keys cannot be had.</exception>
    public async Task<LogoutNotice> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        var jws = CompactJws.Parse(token, out var fault) ?? throw Refused(fault);
        var matching = await FindSettingsAsync(jws, cancellationToken).ConfigureAwait(false);

        // Tenants that share a registration share its provider and keys; what they accept may still differ.
        var accepting = new List<OidcSettingsKey>();
        OidcException? refusal = null;
        foreach (var settings in matching)
        {
            try
            {
                await CheckAsync(jws, settings, cancellationToken).ConfigureAwait(false);
                accepting.Add(settings.Key);
            }
            // One that cannot be checked now may be good for its tenant: the provider shall try again.
            catch (OidcException e)
            {
                refusal = refusal?.Error.Kind is OidcErrorKind.Unavailable ? refusal : e;
            }
        }

        return accepting.Count == 0 ? throw refusal! : new LogoutNotice // without any acceptance there was a refusal: the list is not empty
        {
            SettingsKeys = accepting,
            Issuer = jws.Payload.Text(WireNames.Issuer)!, // the settings were found by it
            Subject = jws.Payload.Text(WireNames.Subject),
            ProviderSessionId = jws.Payload.Text(WireNames.SessionId),
            JwtId = jws.Payload.Text(WireNames.JwtId)!, // a rule saw that it is a text
            UsableUntil = LogoutTokenRules.UsableUntil(Context(jws, matching[0])),
        };
    }

    // Found by what the token says about itself, which is safe: nothing is fetched for an issuer that no settings name.
    private async Task<IReadOnlyList<OidcSettings>> FindSettingsAsync(CompactJws jws, CancellationToken cancellationToken)
    {
        IReadOnlyList<OidcSettings> matching = jws.Payload.Text(WireNames.Issuer) is { } issuer
            ? [.. (await settingsResolver.FindByIssuerAsync(issuer, cancellationToken).ConfigureAwait(false)).Where(settings => jws.Payload.IsFor(settings.ClientId))]
            : [];
        return matching.Count > 0 ? matching : throw new OidcException(OidcErrorCodes.LogoutTokenIssuer,
            $"No settings have issuer {jws.Payload.Found(WireNames.Issuer)} and client {jws.Payload.Found(WireNames.Audience)}.");
    }

    private async Task CheckAsync(CompactJws jws, OidcSettings settings, CancellationToken cancellationToken)
    {
        var context = Context(jws, settings);
        LogoutTokenRules.BeforeSignature.RequireAll(context);
        var provider = await providers.GetAsync(ProviderAddress.Of(settings), cancellationToken).ConfigureAwait(false);
        if (!settings.IsIssuer(provider.Metadata.Issuer, jws.Payload.Text(WireNames.Issuer)))
        {
            throw new OidcException(OidcErrorCodes.LogoutTokenIssuer, $"The logout token is from {jws.Payload.Found(WireNames.Issuer)}; expected '{provider.Metadata.Issuer}'.");
        }

        var fault = await verifier.VerifyAsync(jws, settings, provider, cancellationToken).ConfigureAwait(false);
        if (fault != JoseFault.None)
        {
            throw Refused(fault);
        }

        LogoutTokenRules.AfterSignature.RequireAll(context);
    }

    private LogoutTokenContext Context(CompactJws jws, OidcSettings settings) =>
        new(jws.Header, jws.Payload, settings, timeProvider.GetUtcNow(), options.Value.ClockSkew);

    private static OidcException Refused(JoseFault fault) => fault switch
    {
        JoseFault.Algorithm => new OidcException(OidcErrorCodes.LogoutTokenAlgorithm, "The logout token names no algorithm that can be verified here."),
        JoseFault.Key => new OidcException(OidcErrorCodes.LogoutTokenSignature, "The logout token is signed with a key that is not in the provider's key set."),
        JoseFault.Signature => new OidcException(OidcErrorCodes.LogoutTokenSignature, "The logout token's signature is wrong."),
        _ => new OidcException(OidcErrorCodes.LogoutTokenFormat, $"The logout token is not a signed JWT in its strict form ({fault})."),
    };
}

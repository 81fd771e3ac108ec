using Microsoft.Extensions.Logging;
using OidcRelyingParty.Authorization;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Discovery;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Probing;

/// <summary>
/// Tries settings on the live provider before anybody has to sign in with them: what <see cref="OidcSettingsValidator"/> can tell, and then
/// metadata, key set, client authentication and redirect URI, with the code that sign-ins use. Nothing is kept of it.
/// </summary>
/// <remarks>
/// The client's credentials are sent to the token endpoint, as a sign-in would send them: have a stored secret entered again when the issuer or
/// another address changes.
/// </remarks>
public sealed class SettingsProbe
{
    // When nobody knows one: most providers that get so far have looked at the client before. A name that no host has (RFC 2606).
    private static readonly Uri NoRedirectUri = new("https://redirect-uri.invalid/");

    private readonly OidcSettingsValidator _validator;
    private readonly ProbeGate _gate;
    private readonly ProviderMetadataClient _metadata;
    private readonly KeySetCheck _keySet;
    private readonly ClientCheck _client;
    private readonly RedirectUriCheck _redirectUri;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger<SettingsProbe> _logger;

    internal SettingsProbe(
        OidcSettingsValidator validator,
        ProbeGate gate,
        ProviderMetadataClient metadata,
        KeySetCheck keySet,
        ClientCheck client,
        RedirectUriCheck redirectUri,
        TimeProvider timeProvider,
        ILogger<SettingsProbe> logger)
    {
        (_validator, _gate, _metadata, _keySet) = (validator, gate, metadata, keySet);
        (_client, _redirectUri, _timeProvider, _logger) = (client, redirectUri, timeProvider, logger);
    }

    /// <summary>
    /// All findings at once, those of passed checks too. The provider is asked four times at most, each once, and never when the settings
    /// themselves are wrong. Takes up to twice <see cref="OidcRelyingPartyOptions.BackchannelTimeout"/>.
    /// </summary>
    /// <param name="settings">The settings; tried as if they were enabled.</param>
    /// <param name="request">What is to be known besides.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="OidcException">
    /// <see cref="OidcErrorCodes.SettingsProbeBusy"/>: a probe of this tenant is under way, or there were more than ten within a minute;
    /// <see cref="OidcException.RetryAfter"/> says when to try again.
    /// </exception>
    public async Task<IReadOnlyList<SettingsFinding>> ProbeAsync(OidcSettings settings, ProbeRequest? request = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(settings);

        settings = settings with { Enabled = true };
        var known = _validator.Validate(settings);
        if (CountOf(known, FindingSeverity.Error) > 0)
        {
            return known;
        }

        _gate.Enter(settings.Key);
        try
        {
            IReadOnlyList<SettingsFinding> findings =
                [.. known, .. await AskAsync(settings, settings.RedirectUri ?? request?.RedirectUri, cancellationToken).ConfigureAwait(false)];
            _logger.SettingsProbed(settings.Key.ToString(), CountOf(findings, FindingSeverity.Error), CountOf(findings, FindingSeverity.Warning));
            return findings;
        }
        finally
        {
            _gate.Leave(settings.Key);
        }
    }

    /// <summary>What the provider says to settings that were checked before; for callers who see to it themselves that they ask seldom.</summary>
    internal async Task<IReadOnlyList<SettingsFinding>> AskAsync(OidcSettings settings, Uri? redirectUri, CancellationToken cancellationToken)
    {
        var address = ProviderAddress.Of(settings);
        ProbeContext context;
        try
        {
            // Not from the cache, and not into it: sign-ins go on with what they have.
            var (metadata, capabilities) = await _metadata.FetchMetadataAsync(address, cancellationToken).ConfigureAwait(false);
            context = new ProbeContext(settings, metadata, capabilities);
        }
        catch (OidcException e)
        {
            // Endpoints of a document that cannot be trusted are not asked, least of all with the client's credentials.
            return [new SettingsFinding(AddressField(settings), e.Error)];
        }

        var signIn = AuthorizationRequest.Create(
            settings with { ResponseMode = AuthorizationResponseMode.Query },
            context.Metadata,
            new SignInRequest { RedirectUri = redirectUri ?? NoRedirectUri, Prompt = "none" },
            _timeProvider.GetUtcNow());
        // Side by side, so that a provider that hangs does not hold us longer than one request.
        List<Task<SettingsFinding>> checks =
            [_keySet.RunAsync(context, address, cancellationToken), _client.RunAsync(context, address, signIn.Pending, cancellationToken)];
        if (redirectUri is not null)
        {
            checks.Add(_redirectUri.RunAsync(address, signIn, cancellationToken));
        }

        var asked = await Task.WhenAll(checks).ConfigureAwait(false);
        return [Finding.Passed(AddressField(settings), $"The metadata can be read; its issuer is {context.Metadata.Issuer}"), .. ProbeRules.Apply(context), .. asked];
    }

    private static string AddressField(OidcSettings settings) => settings.MetadataAddress is null ? nameof(settings.Issuer) : nameof(settings.MetadataAddress);

    private static int CountOf(IReadOnlyList<SettingsFinding> findings, FindingSeverity severity) => findings.Count(finding => finding.Severity == severity);
}

using Microsoft.Extensions.Logging;
using OidcRelyingParty.Diagnostics;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Access;

/// <summary>Tells how one may enter a tenant. Whatever is broken, there is a way.</summary>
public sealed class SignInWays
{
    private readonly IOidcSettingsStore _store;
    private readonly ProviderHealth _health;
    private readonly ILogger<SignInWays> _logger;

    internal SignInWays(IOidcSettingsStore store, ProviderHealth health, ILogger<SignInWays> logger) => (_store, _health, _logger) = (store, health, logger);

    /// <summary>The ways in at the moment; does not fail.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<WaysIn> FindAsync(string tenant, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tenant);
        try
        {
            var settings = await _store.FindByTenantAsync(tenant, cancellationToken).ConfigureAwait(false);
            // Nobody waits for a provider on whom nothing depends.
            var matters = settings.Any(found => found.SingleSignOnOnly || found.AutoSignIn);
            var standings = settings.Select(found => matters ? _health.FindAsync(found, cancellationToken) : Task.FromResult(new ProviderStanding(found, found.ProvenAt is not null, Problem: null)));
            return SignInPolicy.WorkOut(await Task.WhenAll(standings).ConfigureAwait(false));
        }
        catch (OidcException e)
        {
            return WithoutSettings(tenant, e, e.Error);
        }
        // Whatever a store throws, the application's own login does not depend on it.
        catch (Exception e) when (!(e is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return WithoutSettings(tenant, e, OidcError.Create(OidcErrorCodes.SettingsStoreFailed, "The settings cannot be read."));
        }
    }

    private WaysIn WithoutSettings(string tenant, Exception cause, OidcError error)
    {
        _logger.SignInWaysUnreadable(cause, tenant, error.Code);
        return SignInPolicy.WithoutSettings(error);
    }
}

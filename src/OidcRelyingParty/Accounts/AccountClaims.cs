using OidcRelyingParty.Identities;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Accounts;

/// <summary>What the claims say that an account keeps.</summary>
internal sealed record AccountClaims(string UserId, string? UserName, EmailClaim? Email, string? DisplayName)
{
    private const int MaxNamesListed = 50;

    /// <exception cref="OidcException">A claim that the settings name is missing, or cannot be used.</exception>
    public static AccountClaims Read(ValidatedIdentity identity, OidcSettings settings)
    {
        var policy = settings.Provisioning;
        return new AccountClaims(
            Get(policy.UserIdClaim ?? WireNames.Subject, nameof(policy.UserIdClaim), identity, settings),
            policy.UserNameClaim is { } claim ? Get(claim, nameof(policy.UserNameClaim), identity, settings) : null,
            EmailClaim.Of(identity),
            identity.Claims.TryGetValue(WireNames.Name, out var name) ? AccountText.Show(name) : null);
    }

    /// <summary>The user name, where there is one; an account that exists does not need it.</summary>
    public static string? FindUserName(ValidatedIdentity identity, ProvisioningPolicy policy) =>
        policy.UserNameClaim is { } name && identity.Claims.TryGetValue(name, out var claim) ? AccountText.Find(claim) : null;

    /// <summary>The address, for a rule that needs one.</summary>
    /// <exception cref="OidcException">There is none, or none that can be used.</exception>
    public EmailClaim RequireEmail(string purpose, ValidatedIdentity identity, OidcSettings settings) =>
        Email ?? throw Missing(WireNames.Email, purpose, identity, settings);

    private static string Get(string name, string purpose, ValidatedIdentity identity, OidcSettings settings) =>
        identity.Claims.TryGetValue(name, out var claim) && AccountText.Find(claim) is { } text ? text : throw Missing(name, purpose, identity, settings);

    private static OidcException Missing(string name, string purpose, ValidatedIdentity identity, OidcSettings settings)
    {
        var fault = identity.Claims.TryGetValue(name, out var claim) ? AccountText.FindFault(claim) : "is missing";
        var came = identity.Claims.Keys.Order(StringComparer.Ordinal).Take(MaxNamesListed).Select(Printable.Of);
        return new OidcException(
            OidcErrorCodes.AccountClaimMissing,
            $"The claim '{Printable.Of(name)}' ({purpose}) {fault}. Scopes asked for: {string.Join(' ', settings.Scopes.Select(Printable.Of))}."
            + $" Claims that came: {string.Join(' ', came)}.");
    }
}

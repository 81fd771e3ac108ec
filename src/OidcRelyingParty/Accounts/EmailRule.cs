using OidcRelyingParty.Identities;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Accounts;

/// <summary>What the e-mail address of a user who signs in for the first time must be like.</summary>
internal static class EmailRule
{
    /// <exception cref="OidcException">The address is not verified, or not of an allowed domain.</exception>
    public static void Require(AccountClaims claims, ValidatedIdentity identity, OidcSettings settings)
    {
        if (settings.Provisioning.EmailDomains is not { } domains)
        {
            return;
        }

        var email = claims.RequireEmail(nameof(ProvisioningPolicy.EmailDomains), identity, settings);
        var domain = EmailDomain.OfAddress(email.Address);
        if (domain is null || !domains.Any(allowed => EmailDomain.Parse(allowed) == domain))
        {
            throw new OidcException(AccountRefusal.Domain(ExternalLogin.Of(identity), domain));
        }

        if (!email.IsVerified)
        {
            throw new OidcException(AccountRefusal.Unverified(ExternalLogin.Of(identity)));
        }
    }

    /// <summary>The address by which an account may be looked for.</summary>
    /// <exception cref="OidcException">The provider does not vouch for it.</exception>
    public static string RequireVerified(AccountClaims claims, ValidatedIdentity identity, OidcSettings settings) =>
        claims.RequireEmail(nameof(AccountLinking.ByVerifiedEmail), identity, settings) is { IsVerified: true } email
            ? email.Address
            : throw new OidcException(OidcErrorCodes.AccountLinkRefused, $"The provider does not say that it has verified the e-mail address of {ExternalLogin.Of(identity)}.");
}

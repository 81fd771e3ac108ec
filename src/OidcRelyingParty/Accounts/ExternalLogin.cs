using OidcRelyingParty.Identities;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Accounts;

/// <summary>How a user of a provider is known here: what an account is found by, and nothing else. All three are compared character by character.</summary>
/// <param name="Tenant">The tenant; up to 64 characters.</param>
/// <param name="Issuer">The issuer; up to 2,048 characters.</param>
/// <param name="Subject">The user's identifier at the issuer; up to 255 characters.</param>
public sealed record ExternalLogin(string Tenant, string Issuer, string Subject)
{
    /// <summary>The login in one line, fit for a log.</summary>
    public override string ToString() => $"'{Printable.Of(Subject)}' of {Printable.Of(Issuer)} in tenant {Tenant}";

    internal static ExternalLogin Of(ValidatedIdentity identity) => new(identity.SettingsKey.Tenant, identity.Issuer, identity.Subject);
}

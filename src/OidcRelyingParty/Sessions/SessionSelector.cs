using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Sessions;

/// <summary>Which sessions: made by one of the factories, so that a forgotten condition cannot mean "all of them".</summary>
public sealed record SessionSelector
{
    private SessionSelector()
    {
    }

    /// <summary>The session's id; null for any.</summary>
    public string? Id { get; private init; }

    /// <summary>The tenant; null for any.</summary>
    public string? Tenant { get; private init; }

    /// <summary>The provider within the tenant; null for any.</summary>
    public string? Provider { get; private init; }

    /// <summary>The issuer; null for any.</summary>
    public string? Issuer { get; private init; }

    /// <summary>The user at the issuer; null for any.</summary>
    public string? Subject { get; private init; }

    /// <summary>The provider's session; null for any.</summary>
    public string? ProviderSessionId { get; private init; }

    /// <summary>One session.</summary>
    /// <param name="id">Its <see cref="SessionRecord.Id"/>.</param>
    public static SessionSelector One(string id) => new() { Id = Required(id) };

    /// <summary>The sessions that belong to one session at the provider.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="providerSessionId">The <c>sid</c>.</param>
    /// <param name="subject">The user, when it is known; a session of another user is then not meant.</param>
    public static SessionSelector OfProviderSession(OidcSettingsKey key, string issuer, string providerSessionId, string? subject = null) =>
        OfKey(key) with { Issuer = Required(issuer), ProviderSessionId = Required(providerSessionId), Subject = subject };

    /// <summary>All sessions of a user with one provider.</summary>
    /// <param name="key">Tenant and provider.</param>
    /// <param name="issuer">The issuer.</param>
    /// <param name="subject">The user at the issuer.</param>
    public static SessionSelector OfUser(OidcSettingsKey key, string issuer, string subject) =>
        OfKey(key) with { Issuer = Required(issuer), Subject = Required(subject) };

    /// <summary>All sessions of a tenant, with all its providers.</summary>
    /// <param name="tenant">The tenant.</param>
    public static SessionSelector OfTenant(string tenant) => new() { Tenant = Required(tenant) };

    /// <summary>Every session there is.</summary>
    public static SessionSelector All { get; } = new();

    /// <summary>Whether a session is meant.</summary>
    /// <param name="session">The session.</param>
    public bool Matches(SessionRecord session)
    {
        ArgumentNullException.ThrowIfNull(session);
        return Fits(Id, session.Id)
            && Fits(Tenant, session.SettingsKey.Tenant)
            && Fits(Provider, session.SettingsKey.Provider)
            && Fits(Issuer, session.Issuer)
            && Fits(Subject, session.Subject)
            && Fits(ProviderSessionId, session.ProviderSessionId);
    }

    private static SessionSelector OfKey(OidcSettingsKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new() { Tenant = key.Tenant, Provider = key.Provider };
    }

    private static bool Fits(string? wanted, string? found) => wanted is null || string.Equals(wanted, found, StringComparison.Ordinal);

    private static string Required(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        return value;
    }
}

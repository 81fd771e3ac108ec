using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Sessions;

/// <summary>A row of the table of sessions.</summary>
internal sealed class SessionEntity
{
    public required string Id { get; init; }

    public required string Tenant { get; init; }

    public required string Provider { get; init; }

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required string? ProviderSessionId { get; init; }

    /// <summary>The <see cref="SessionFingerprint"/> of tenant, provider, issuer and subject.</summary>
    public required string UserHash { get; init; }

    /// <summary>The <see cref="SessionFingerprint"/> of tenant, provider, issuer and the provider's session; null when it has none.</summary>
    public required string? ProviderSessionHash { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required string? Device { get; init; }

    public required DateTimeOffset? RenewingUntil { get; init; }

    public required int Revision { get; init; }

    public required byte[] Payload { get; init; }

    public static SessionEntity Of(SessionRecord session)
    {
        var (tenant, provider) = session.SettingsKey;
        return new()
        {
            Id = session.Id,
            Tenant = tenant,
            Provider = provider,
            Issuer = session.Issuer,
            Subject = session.Subject,
            ProviderSessionId = session.ProviderSessionId,
            UserHash = SessionFingerprint.OfUser(tenant, provider, session.Issuer, session.Subject),
            ProviderSessionHash = session.ProviderSessionId is { } sid ? SessionFingerprint.OfProviderSession(tenant, provider, session.Issuer, sid) : null,
            StartedAt = session.StartedAt,
            ExpiresAt = session.ExpiresAt,
            Device = session.Device,
            RenewingUntil = session.RenewingUntil,
            Revision = session.Revision,
            Payload = session.Payload,
        };
    }

    public SessionRecord ToRecord() => new()
    {
        Id = Id,
        SettingsKey = new OidcSettingsKey(Tenant, Provider),
        Issuer = Issuer,
        Subject = Subject,
        ProviderSessionId = ProviderSessionId,
        StartedAt = StartedAt,
        ExpiresAt = ExpiresAt,
        Device = Device,
        RenewingUntil = RenewingUntil,
        Revision = Revision,
        Payload = Payload,
    };
}

namespace OidcRelyingParty.Settings;

/// <summary>
/// An issuer that stands for one per directory tenant: Microsoft Entra's metadata for several tenants state
/// <c>https://login.microsoftonline.com/{tenantid}/v2.0</c>, and each token has the tenant's identifier in place of the placeholder
/// (<see href="https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer">Microsoft's description</see>).
/// </summary>
internal static class IssuerTemplate
{
    public const string Placeholder = "{tenantid}";

    private const int TenantLength = 36;

    /// <summary>Whether an issuer has the placeholder.</summary>
    public static bool Is(string issuer) => issuer.Contains(Placeholder, StringComparison.Ordinal);

    /// <summary>Whether a text is a tenant's identifier: a GUID as tokens write it. Domain names of tenants can change hands.</summary>
    public static bool IsTenant(string text) => text.Length == TenantLength && Guid.TryParseExact(text, "D", out _);

    /// <summary>The tenant that an issuer of this template names; null when it is none, whatever else it is.</summary>
    public static string? FindTenant(string template, string issuer)
    {
        var start = template.IndexOf(Placeholder, StringComparison.Ordinal);
        if (start < 0 || issuer.Length < start + TenantLength)
        {
            return null;
        }

        var tenant = issuer.Substring(start, TenantLength);
        return IsTenant(tenant) && string.Equals(issuer, template.Replace(Placeholder, tenant, StringComparison.Ordinal), StringComparison.Ordinal)
            ? tenant
            : null;
    }

    /// <summary>Whether an issuer is the one stated, or one that a stated template stands for.</summary>
    public static bool Covers(string stated, string issuer) =>
        Is(stated) ? FindTenant(stated, issuer) is not null : string.Equals(stated, issuer, StringComparison.Ordinal);
}

namespace OidcRelyingParty.Settings;

/// <summary>Which settings: a tenant, and one of its providers. Both are compared as text, character by character.</summary>
/// <param name="Tenant">The tenant; 1 to 64 characters of <c>a-z 0-9 . _ -</c> (no other form, so that two spellings never mean one tenant).</param>
/// <param name="Provider">The provider within the tenant; the same characters. <c>local</c> is taken: it means the application's own login.</param>
public sealed record OidcSettingsKey(string Tenant, string Provider = OidcSettingsKey.DefaultName)
{
    internal const string DefaultName = "default";

    /// <summary>What stands in the place of the provider for users of the application's own login.</summary>
    internal const string LocalName = "local";

    private const int MaxLength = 64;

    /// <summary>The key of a host with one tenant and one provider.</summary>
    public static OidcSettingsKey Default { get; } = new(DefaultName);

    /// <summary>Whether both names are such names.</summary>
    internal bool IsValid => IsValidName(Tenant) && IsValidName(Provider);

    /// <summary>Whether a text can be a tenant or a provider.</summary>
    public static bool IsValidName(string? name) =>
        name is { Length: > 0 and <= MaxLength } && name.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-') && name[0] != '.';

    /// <summary><c>tenant/provider</c>.</summary>
    public override string ToString() => $"{Tenant}/{Provider}";
}

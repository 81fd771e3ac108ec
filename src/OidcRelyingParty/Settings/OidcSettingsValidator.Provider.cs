using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <content>Where the provider may be, and whose users it may send.</content>
public sealed partial class OidcSettingsValidator
{
    /// <summary>Where this application itself would ask. Browsers may go anywhere, and a name may still turn out private when it is looked up.</summary>
    private IEnumerable<SettingsFinding> FindRefusedHosts(OidcSettings settings)
    {
        (string Field, Uri? Url)[] asked =
        [
            (nameof(settings.Issuer), settings.Issuer is { } issuer ? new Uri(issuer.Value) : null),
            (nameof(settings.MetadataAddress), settings.MetadataAddress),
            (nameof(settings.BackchannelBaseUrl), settings.BackchannelBaseUrl),
        ];
        return asked.Where(at => at.Url is { } url && _options.IsAcceptable(url) && _guard.Refuses(url)).Select(at => new SettingsFinding(at.Field, OidcError.Create(
            OidcErrorCodes.SettingsAddressRefused,
            $"{at.Field}: '{Printable.Of(at.Url!.Host)}' is not on the public internet.", // not null: the line above
            $"Enter the provider's public host name. If it is meant to be inside, name it in {nameof(OidcRelyingPartyOptions.AllowedPrivateHosts)} in the host's code.")));
    }

    /// <summary>Microsoft Entra for several directory tenants: whose users may enter is said here or nowhere.</summary>
    private static void ValidateTenants(OidcSettings settings, Action<string, string, string> add)
    {
        if (settings.AllowedIssuerTenants.FirstOrDefault(tenant => !IssuerTemplate.IsTenant(tenant)) is { } bad)
        {
            add(nameof(settings.AllowedIssuerTenants), $"'{Printable.Of(bad)}' is not a directory (tenant) id.", "Enter the ids of the tenants, which are GUIDs; not their domains.");
        }

        if (settings.Issuer is null || !IssuerTemplate.Is(settings.Issuer.Value))
        {
            return;
        }

        if (settings.AllowedIssuerTenants.Count == 0)
        {
            add(nameof(settings.AllowedIssuerTenants), $"there is none, but the issuer has {IssuerTemplate.Placeholder}, which stands for any.",
                "Enter the directory (tenant) ids whose users may sign in.");
        }

        if (settings.MetadataAddress is null)
        {
            add(nameof(settings.MetadataAddress), $"it is missing, and an issuer with {IssuerTemplate.Placeholder} does not lead to it.",
                "Enter the discovery URL, such as https://login.microsoftonline.com/organizations/v2.0/.well-known/openid-configuration.");
        }

        if (settings is { ClientKey: not null, ClientAssertionAudience: ClientAssertionAudience.Issuer })
        {
            add(nameof(settings.ClientAssertionAudience), $"an issuer with {IssuerTemplate.Placeholder} is nobody's audience.", "Choose the token endpoint.");
        }
    }
}

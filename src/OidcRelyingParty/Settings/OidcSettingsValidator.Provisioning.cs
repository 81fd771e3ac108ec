using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <content>Which users get an account.</content>
public sealed partial class OidcSettingsValidator
{
    private const int MaxClaimNameLength = 200;

    private static void ValidateProvisioning(OidcSettings settings, Action<string, string, string> add)
    {
        static string Field(string name) => $"{nameof(OidcSettings.Provisioning)}:{name}"; // as the field is called everywhere else
        var policy = settings.Provisioning;

        RequireKnown(Field(nameof(policy.Linking)), policy.Linking, add);
        foreach (var entry in policy.EmailDomains?.Where(entry => EmailDomain.Parse(entry) is null) ?? [])
        {
            add(Field(nameof(policy.EmailDomains)), $"'{Printable.Of(entry)}' is not a domain.",
                "Enter whole domains such as example.org, without @, * or spaces; each sub-domain is an entry of its own.");
        }

        foreach (var (name, claim) in new[] { (nameof(policy.UserIdClaim), policy.UserIdClaim), (nameof(policy.UserNameClaim), policy.UserNameClaim) })
        {
            if (claim is not null && (string.IsNullOrWhiteSpace(claim) || claim.Length > MaxClaimNameLength || claim.Any(char.IsControl)))
            {
                add(Field(name), $"'{Printable.Of(claim)}' is not the name of a claim.", "Enter the name of one claim as the provider writes it, or nothing.");
            }
        }
    }
}

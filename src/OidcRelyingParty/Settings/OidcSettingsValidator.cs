using Microsoft.Extensions.Options;
using OidcRelyingParty.Wire;

namespace OidcRelyingParty.Settings;

/// <summary>Checks settings without asking the provider: all findings at once, each with its field.</summary>
public sealed partial class OidcSettingsValidator(IOptions<OidcRelyingPartyOptions> options)
{
    // What AuthorizationRequest sets itself; and what would move the request's content out of our sight.
    private static readonly string[] ProtocolParameters =
    [
        WireNames.AcrValues, WireNames.ClientId, WireNames.ClientSecret, WireNames.CodeChallenge, WireNames.CodeChallengeMethod,
        WireNames.IdTokenHint, WireNames.LoginHint, WireNames.MaxAge, WireNames.Nonce, WireNames.Prompt, WireNames.RedirectUri,
        WireNames.Request, WireNames.RequestUri, WireNames.Resource, WireNames.ResponseMode, WireNames.ResponseType, WireNames.Scope,
        WireNames.State, WireNames.UiLocales,
    ];

    private const int MaxVersionLength = 64;

    private readonly OidcRelyingPartyOptions _options = options.Value;
    private readonly OutboundGuard _guard = new(options);

    /// <summary>All that is wrong with the settings, or doubtful; empty when they can be used.</summary>
    /// <param name="settings">The settings to check. Disabled settings may be incomplete, but not wrong.</param>
    public IReadOnlyList<SettingsFinding> Validate(OidcSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return [.. FindFaults(settings), .. FindReservedRoles(settings), .. FindDoubtfulRoles(settings)];
    }

    /// <summary>Lets only settings through that can be used; a role that may not be given is left out at the sign-in.</summary>
    /// <param name="settings">The settings.</param>
    /// <exception cref="OidcException">They cannot; the message names every field.</exception>
    internal void RequireUsable(OidcSettings settings)
    {
        if (FindFaults(settings) is { Count: > 0 } findings)
        {
            throw new OidcException(
                findings.All(finding => finding.Error.Code == findings[0].Error.Code) ? findings[0].Error.Code : OidcErrorCodes.SettingsInvalid,
                string.Join(' ', findings.Select(finding => finding.Error.Message)),
                string.Join(' ', findings.Select(finding => finding.Error.Remedy)));
        }
    }

    private List<SettingsFinding> FindFaults(OidcSettings settings)
    {
        var findings = new List<SettingsFinding>();
        void Add(string field, string message, string remedy) => findings.Add(Finding(field, message, remedy));

        ValidateIdentity(settings, Add);
        ValidateAddresses(settings, Add);
        ValidateClient(settings, Add);
        ValidateRequest(settings, Add);
        ValidateAlgorithms(settings, Add);
        ValidateRoles(settings, Add);
        findings.AddRange(FindRefusedHosts(settings));
        ValidateProvisioning(settings, Add);
        return findings;
    }

    private static SettingsFinding Finding(string field, string message, string remedy, FindingSeverity severity = FindingSeverity.Error) =>
        new(field, OidcError.Create(OidcErrorCodes.SettingsInvalid, $"{field}: {message}", remedy), severity);

    private static void ValidateIdentity(OidcSettings settings, Action<string, string, string> add)
    {
        if (!settings.Key.IsValid)
        {
            add(nameof(settings.Key), $"'{Printable.Of(settings.Key.ToString())}' is no tenant and provider.", "Use 1 to 64 of a-z 0-9 . _ - for each.");
        }

        if (settings.Key.Provider == OidcSettingsKey.LocalName)
        {
            add(nameof(settings.Key), $"the provider '{OidcSettingsKey.LocalName}' is the application's own login.", "Give the provider another name.");
        }

        if (settings.Version.Length is 0 or > MaxVersionLength)
        {
            add(nameof(settings.Version), $"it must have 1 to {MaxVersionLength} characters.", "Correct the store that gives it.");
        }
    }

    private void ValidateAddresses(OidcSettings settings, Action<string, string, string> add)
    {
        if (settings.Issuer is null && settings.MetadataAddress is null)
        {
            if (settings.Enabled)
            {
                add(nameof(settings.Issuer), "it is missing.", "Enter the provider's issuer or its discovery URL.");
            }
        }
        else if (settings.Issuer is null && !ProviderAddress.IsWellKnown(settings.MetadataAddress!))
        {
            add(nameof(settings.Issuer), $"it cannot be derived from a metadata address that does not end in {IssuerUrl.WellKnownPath}.",
                "Enter the issuer as well, exactly as the metadata document states it.");
        }

        ValidateTenants(settings, add);
        CheckUrl(nameof(settings.Issuer), settings.Issuer is { } issuer ? new Uri(issuer.Value) : null, add);
        CheckUrl(nameof(settings.MetadataAddress), settings.MetadataAddress, add);
        CheckUrl(nameof(settings.BackchannelBaseUrl), settings.BackchannelBaseUrl, add);
        CheckUrl(nameof(settings.RedirectUri), settings.RedirectUri, add);
        CheckUrl(nameof(settings.FrontEndUrl), settings.FrontEndUrl, add);
    }

    private void CheckUrl(string field, Uri? url, Action<string, string, string> add)
    {
        if (url is not null && !_options.IsAcceptable(url))
        {
            add(field, "it must be an absolute https URL without user and fragment.",
                $"Enter an https URL. Plain http is for development: {nameof(OidcRelyingPartyOptions.AllowInsecureHttpOnLoopback)}"
                + $" or {nameof(OidcRelyingPartyOptions.AllowInsecureHttpHosts)} in the host's code.");
        }
    }

    private static void ValidateRequest(OidcSettings settings, Action<string, string, string> add)
    {
        if (settings.Scopes.FirstOrDefault(scope => !IsToken(scope)) is { } badScope)
        {
            add(nameof(settings.Scopes), $"'{Printable.Of(badScope)}' is not a scope.", "Separate scopes by spaces; leave out quotes and backslashes.");
        }

        if (settings.AcrValues.Any(value => !IsToken(value)))
        {
            add(nameof(settings.AcrValues), "a value is empty or holds a space.", "Separate values by spaces.");
        }

        if (settings.RequireAcr && settings.AcrValues.Count == 0)
        {
            add(nameof(settings.RequireAcr), "there is no value to require.", "Enter acr values or do not require one.");
        }

        if (settings.MaxAge is { } maxAge && maxAge < TimeSpan.Zero)
        {
            add(nameof(settings.MaxAge), "it is negative.", "Enter zero or more seconds, or nothing.");
        }

        if (settings.ExtraParameters.Keys.FirstOrDefault(name => name.Length == 0 || ProtocolParameters.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } badName)
        {
            add(nameof(settings.ExtraParameters), $"'{Printable.Of(badName)}' is a parameter of the protocol itself.", "Use the setting of that name, or leave it out.");
        }

        RequireKnown(nameof(settings.ResponseMode), settings.ResponseMode, add);
        RequireKnown(nameof(settings.UserInfo), settings.UserInfo, add);
        if (settings.Prompt is { } prompt && prompt.Split(' ') is { Length: > 1 } prompts && prompts.Contains("none"))
        {
            add(nameof(settings.Prompt), "'none' cannot be combined with another value.", "Enter one of none, login, consent, select_account.");
        }
    }

    // A store may hold a number that a later version of this library gave a meaning to.
    private static void RequireKnown<T>(string field, T value, Action<string, string, string> add)
        where T : struct, Enum
    {
        if (!Enum.IsDefined(value))
        {
            add(field, $"'{value}' has no meaning here.", $"Choose one of {string.Join(", ", Enum.GetNames<T>())}.");
        }
    }

    // RFC 6749 section 3.3: %x21 / %x23-5B / %x5D-7E
    private static bool IsToken(string text) => text.Length > 0 && text.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'));
}

using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Formats;

/// <content>The fields, in the order in which a page asks for them.</content>
public sealed partial class SettingsField
{
    /// <summary>See <see cref="OidcSettings.Enabled"/>.</summary>
    public static SettingsField Enabled { get; } = OfFlag(nameof(Enabled), s => s.Enabled, (s, v) => s with { Enabled = v });

    /// <summary>
    /// See <see cref="OidcSettings.Issuer"/>. The discovery URL is understood here too, because people paste it where the issuer is asked for.
    /// </summary>
    public static SettingsField Issuer { get; } = new(
        nameof(Issuer), SettingsFieldKind.Url, "an absolute https URL without query and fragment",
        s => (s.Issuer?.Value ?? (s.MetadataAddress is { } address && ProviderAddress.IsWellKnown(address) ? address.OriginalString : null)) is { } text ? JsonValue.Create(text) : null,
        (s, v) => v.Text switch
        {
            null => null,
            { } text when text.EndsWith(IssuerUrl.WellKnownPath, StringComparison.Ordinal) => ParseUrl(text) is { } url && (s.MetadataAddress ?? url) == url ? s with { Issuer = null, MetadataAddress = url } : null,
            { } text => IssuerUrl.TryParse(text, out var issuer) ? s with { Issuer = issuer } : null,
        },
        // What it shows goes with it, or a discovery URL could never be replaced by a document that has no other field for it.
        s => s with { Issuer = null, MetadataAddress = s.Issuer is null && s.MetadataAddress is { } address && ProviderAddress.IsWellKnown(address) ? null : s.MetadataAddress });

    /// <summary>See <see cref="OidcSettings.MetadataAddress"/>.</summary>
    public static SettingsField DiscoveryUrl { get; } = OfUrl(nameof(DiscoveryUrl), s => s.MetadataAddress, (s, v) => s with { MetadataAddress = v });

    /// <summary>See <see cref="OidcSettings.BackchannelBaseUrl"/>.</summary>
    public static SettingsField BackchannelBaseUrl { get; } = OfUrl(nameof(BackchannelBaseUrl), s => s.BackchannelBaseUrl, (s, v) => s with { BackchannelBaseUrl = v });

    /// <summary>See <see cref="OidcSettings.ClientId"/>.</summary>
    public static SettingsField ClientId { get; } = OfText(nameof(ClientId), s => s.ClientId, (s, v) => s with { ClientId = v ?? "" });

    /// <summary>See <see cref="OidcSettings.ClientSecret"/>. Absent or empty keeps the stored one.</summary>
    public static SettingsField ClientSecret { get; } = OfSecret(nameof(ClientSecret));

    /// <summary>See <see cref="OidcSettings.ClientAuthentication"/>.</summary>
    public static SettingsField ClientAuthentication { get; } = OfChoice<ClientAuthenticationMethod>(nameof(ClientAuthentication), s => s.ClientAuthentication, (s, v) => s with { ClientAuthentication = v });

    /// <summary>See <see cref="OidcSettings.ClientAssertionAudience"/>.</summary>
    public static SettingsField ClientAssertionAudience { get; } = OfChoice<ClientAssertionAudience>(nameof(ClientAssertionAudience), s => s.ClientAssertionAudience, (s, v) => s with { ClientAssertionAudience = v!.Value });

    /// <summary>See <see cref="OidcSettings.Scopes"/>.</summary>
    public static SettingsField Scopes { get; } = OfList(nameof(Scopes), s => s.Scopes, (s, v) => s with { Scopes = v! });

    /// <summary>See <see cref="OidcSettings.RedirectUri"/>.</summary>
    public static SettingsField RedirectUri { get; } = OfUrl(nameof(RedirectUri), s => s.RedirectUri, (s, v) => s with { RedirectUri = v });

    /// <summary>See <see cref="OidcSettings.ResponseMode"/>.</summary>
    public static SettingsField ResponseMode { get; } = OfChoice<AuthorizationResponseMode>(nameof(ResponseMode), s => s.ResponseMode, (s, v) => s with { ResponseMode = v!.Value });

    /// <summary>See <see cref="OidcSettings.IdTokenSigningAlgorithms"/>.</summary>
    public static SettingsField IdTokenSigningAlgorithms { get; } = OfList(nameof(IdTokenSigningAlgorithms), s => s.IdTokenSigningAlgorithms, (s, v) => s with { IdTokenSigningAlgorithms = v! });

    /// <summary>See <see cref="OidcSettings.TrustedAudiences"/>.</summary>
    public static SettingsField TrustedAudiences { get; } = OfList(nameof(TrustedAudiences), s => s.TrustedAudiences, (s, v) => s with { TrustedAudiences = v! });

    /// <summary>See <see cref="OidcSettings.AllowedIssuerTenants"/>.</summary>
    public static SettingsField AllowedIssuerTenants { get; } = OfList(nameof(AllowedIssuerTenants), s => s.AllowedIssuerTenants, (s, v) => s with { AllowedIssuerTenants = v! });

    /// <summary>See <see cref="OidcSettings.Prompt"/>.</summary>
    public static SettingsField Prompt { get; } = OfText(nameof(Prompt), s => s.Prompt, (s, v) => s with { Prompt = v });

    /// <summary>See <see cref="OidcSettings.MaxAge"/>.</summary>
    public static SettingsField MaxAge { get; } = OfSeconds(nameof(MaxAge), s => s.MaxAge, (s, v) => s with { MaxAge = v });

    /// <summary>See <see cref="OidcSettings.AcrValues"/>.</summary>
    public static SettingsField AcrValues { get; } = OfList(nameof(AcrValues), s => s.AcrValues, (s, v) => s with { AcrValues = v! });

    /// <summary>See <see cref="OidcSettings.RequireAcr"/>.</summary>
    public static SettingsField RequireAcr { get; } = OfFlag(nameof(RequireAcr), s => s.RequireAcr, (s, v) => s with { RequireAcr = v });

    /// <summary>See <see cref="OidcSettings.UiLocales"/>.</summary>
    public static SettingsField UiLocales { get; } = OfText(nameof(UiLocales), s => s.UiLocales, (s, v) => s with { UiLocales = v });

    /// <summary>See <see cref="OidcSettings.Resources"/>.</summary>
    public static SettingsField Resources { get; } = OfList(nameof(Resources), s => s.Resources, (s, v) => s with { Resources = v! });

    /// <summary>See <see cref="OidcSettings.ExtraParameters"/>.</summary>
    public static SettingsField ExtraParameters { get; } = OfPairs(nameof(ExtraParameters), s => Ordered(s.ExtraParameters), (s, v) => OneEach(v) is { } pairs ? s with { ExtraParameters = pairs } : null);

    /// <summary>See <see cref="OidcSettings.UserInfo"/>.</summary>
    public static SettingsField UserInfo { get; } = OfChoice<UserInfoUse>(nameof(UserInfo), s => s.UserInfo, (s, v) => s with { UserInfo = v!.Value });

    /// <summary>See <see cref="OidcSettings.SingleSignOut"/>.</summary>
    public static SettingsField SingleSignOut { get; } = OfFlag(nameof(SingleSignOut), s => s.SingleSignOut, (s, v) => s with { SingleSignOut = v });

    /// <summary>See <see cref="OidcSettings.AllowLogoutTokenWithoutExpiry"/>.</summary>
    public static SettingsField AllowLogoutTokenWithoutExpiry { get; } = OfFlag(nameof(AllowLogoutTokenWithoutExpiry), s => s.AllowLogoutTokenWithoutExpiry, (s, v) => s with { AllowLogoutTokenWithoutExpiry = v });

    /// <summary>See <see cref="OidcSettings.AllowFrontChannelLogoutWithoutSession"/>.</summary>
    public static SettingsField AllowFrontChannelLogoutWithoutSession { get; } = OfFlag(nameof(AllowFrontChannelLogoutWithoutSession), s => s.AllowFrontChannelLogoutWithoutSession, (s, v) => s with { AllowFrontChannelLogoutWithoutSession = v });

    /// <summary>See <see cref="OidcSettings.AutoSignIn"/>.</summary>
    public static SettingsField AutoSignIn { get; } = OfFlag(nameof(AutoSignIn), s => s.AutoSignIn, (s, v) => s with { AutoSignIn = v });

    /// <summary>See <see cref="OidcSettings.SingleSignOnOnly"/>.</summary>
    public static SettingsField SingleSignOnOnly { get; } = OfFlag(nameof(SingleSignOnOnly), s => s.SingleSignOnOnly, (s, v) => s with { SingleSignOnOnly = v });

    /// <summary>See <see cref="OidcSettings.FrontEndUrl"/>.</summary>
    public static SettingsField FrontEndUrl { get; } = OfUrl(nameof(FrontEndUrl), s => s.FrontEndUrl, (s, v) => s with { FrontEndUrl = v });

    /// <summary>See <see cref="OidcSettings.AllowTokenInFragment"/>.</summary>
    public static SettingsField AllowTokenInFragment { get; } = OfFlag(nameof(AllowTokenInFragment), s => s.AllowTokenInFragment, (s, v) => s with { AllowTokenInFragment = v });

    /// <summary>See <see cref="OidcSettings.SessionLifetime"/>.</summary>
    public static SettingsField SessionLifetime { get; } = OfSeconds(nameof(SessionLifetime), s => s.SessionLifetime, (s, v) => s with { SessionLifetime = v });

    /// <summary>See <see cref="OidcSettings.SessionEndsWithAccessToken"/>.</summary>
    public static SettingsField SessionEndsWithAccessToken { get; } = OfFlag(nameof(SessionEndsWithAccessToken), s => s.SessionEndsWithAccessToken, (s, v) => s with { SessionEndsWithAccessToken = v });

    /// <summary>See <see cref="OidcSettings.HostValues"/>.</summary>
    public static SettingsField HostValues { get; } = OfPairs(nameof(HostValues), s => Ordered(s.HostValues), (s, v) => OneEach(v) is { } pairs ? s with { HostValues = pairs } : null);

    /// <summary>A value of the host's own, kept in <see cref="OidcSettings.HostValues"/> and otherwise not looked at.</summary>
    /// <param name="name">The name it has there.</param>
    /// <param name="choices">What it may be; nothing for any text.</param>
    public static SettingsField HostValue(string name, params string[] choices)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(choices);
        return new(
            name, choices.Length == 0 ? SettingsFieldKind.Text : SettingsFieldKind.Choice, choices.Length == 0 ? "a text" : $"one of {string.Join(", ", choices)}",
            s => s.HostValues.TryGetValue(name, out var text) ? JsonValue.Create(text) : null,
            (s, v) => v.Text is { } text && (choices.Length == 0 || choices.Contains(text, StringComparer.Ordinal)) ? WithHostValue(s, name, text) : null,
            s => WithHostValue(s, name, null))
        {
            Choices = choices,
        };
    }

    /// <summary>A whole number of the host's own, kept as text in <see cref="OidcSettings.HostValues"/>.</summary>
    /// <param name="name">The name it has there.</param>
    /// <param name="choices">What it may be; nothing for any number.</param>
    public static SettingsField HostNumber(string name, params long[] choices)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(choices);
        string[] texts = [.. choices.Select(choice => choice.ToString(CultureInfo.InvariantCulture))];
        return new(
            name, choices.Length == 0 ? SettingsFieldKind.Text : SettingsFieldKind.Choice, choices.Length == 0 ? "a whole number" : $"one of {string.Join(", ", texts)}",
            s => s.HostValues.TryGetValue(name, out var text) && long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? JsonValue.Create(number) : null,
            (s, v) => v.Number is { } number && (choices.Length == 0 || choices.Contains(number)) ? WithHostValue(s, name, number.ToString(CultureInfo.InvariantCulture)) : null,
            s => WithHostValue(s, name, null))
        {
            Choices = texts,
        };
    }

    /// <summary>True or false of the host's own, kept as <c>true</c> or <c>false</c> in <see cref="OidcSettings.HostValues"/>.</summary>
    /// <param name="name">The name it has there.</param>
    public static SettingsField HostFlag(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new(
            name, SettingsFieldKind.Flag, "true or false",
            s => s.HostValues.TryGetValue(name, out var text) && bool.TryParse(text, out var flag) ? JsonValue.Create(flag) : null,
            (s, v) => v.Flag is { } flag ? WithHostValue(s, name, flag ? "true" : "false") : null,
            s => WithHostValue(s, name, null));
    }

    private static OidcSettings WithHostValue(OidcSettings settings, string name, string? text)
    {
        var values = settings.HostValues.Where(pair => pair.Key != name).ToDictionary(StringComparer.Ordinal);
        if (text is not null)
        {
            values[name] = text;
        }

        return settings with { HostValues = values.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    // A dictionary has any order, and equal ones must be shown alike.
    private static IEnumerable<KeyValuePair<string, string>> Ordered(IReadOnlyDictionary<string, string> pairs) => pairs.OrderBy(pair => pair.Key, StringComparer.Ordinal);

    // The order of parameters means nothing, so a name may come once.
    private static FrozenDictionary<string, string>? OneEach(IReadOnlyList<KeyValuePair<string, string>> pairs) =>
        pairs.DistinctBy(pair => pair.Key).Count() == pairs.Count ? pairs.ToFrozenDictionary(StringComparer.Ordinal) : null;
}

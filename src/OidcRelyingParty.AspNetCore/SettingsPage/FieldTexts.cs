using OidcRelyingParty.Formats;

namespace OidcRelyingParty.SettingsPage;

/// <summary>What the page says about every field. A test sees to it that none is missing.</summary>
internal static class FieldTexts
{
    private static readonly Dictionary<SettingsField, FieldText> Texts = new()
    {
        [SettingsField.Enabled] = new(FieldGroup.Provider, "Sign-in with this provider is on"),
        [SettingsField.Issuer] = new(FieldGroup.Provider, "Issuer", "The provider's issuer, or its discovery URL, which ends in /.well-known/openid-configuration."),
        [SettingsField.DiscoveryUrl] = new(FieldGroup.Advanced, "Discovery URL", "Only when the metadata is not below the issuer."),
        [SettingsField.BackchannelBaseUrl] = new(FieldGroup.Advanced, "Back-channel base", "Only when this application reaches the provider under another name than browsers do."),
        [SettingsField.ClientId] = new(FieldGroup.Provider, "Client ID", "Under which the provider knows this application."),
        [SettingsField.ClientSecret] = new(FieldGroup.Provider, "Client secret"),
        [SettingsField.ClientAuthentication] = new(FieldGroup.Advanced, "Client authentication", "Empty to choose from what the provider offers."),
        [SettingsField.ClientAssertionAudience] = new(FieldGroup.Advanced, "Audience of client assertions", "The token endpoint only for providers that accept nothing else."),
        [SettingsField.Scopes] = new(FieldGroup.Provider, "Scopes", "Separated by spaces. openid is always sent."),
        [SettingsField.RedirectUri] = new(FieldGroup.Advanced, "Redirect URI", "Only when it is another than the one shown above."),
        [SettingsField.ResponseMode] = new(FieldGroup.Request, "Response mode", "form_post keeps the code out of addresses, and needs https."),
        [SettingsField.IdTokenSigningAlgorithms] = new(FieldGroup.Advanced, "Signature algorithms", "Of ID tokens, separated by spaces; empty for the secure default."),
        [SettingsField.TrustedAudiences] = new(FieldGroup.Advanced, "Further audiences", "Who else an ID token may be for, separated by spaces."),
        [SettingsField.AllowedIssuerTenants] = new(FieldGroup.Advanced, "Directory tenants", "Microsoft Entra with several tenants: the IDs of those whose users may enter."),
        [SettingsField.Prompt] = new(FieldGroup.Request, "Prompt", "none, login, consent or select_account; empty to leave it to the provider."),
        [SettingsField.MaxAge] = new(FieldGroup.Request, "Greatest age of the sign-in", "In seconds; empty for any age."),
        [SettingsField.AcrValues] = new(FieldGroup.Request, "Authentication contexts", "acr values, most wanted first, separated by spaces."),
        [SettingsField.RequireAcr] = new(FieldGroup.Request, "One of these contexts is required"),
        [SettingsField.UiLocales] = new(FieldGroup.Request, "Languages of the provider's pages", "Such as: de en."),
        [SettingsField.Resources] = new(FieldGroup.Request, "Resources", "The protected resources the access token is for."),
        [SettingsField.ExtraParameters] = new(FieldGroup.Request, "Further parameters", "One on a line: name = value."),
        [SettingsField.UserInfo] = new(FieldGroup.Advanced, "UserInfo", "Whether the UserInfo endpoint is asked."),
        [SettingsField.RoleClaims] = new(FieldGroup.Roles, "Role claims", "Where roles or groups are, such as groups or realm_access.roles; separated by spaces."),
        [SettingsField.RoleRules] = new(FieldGroup.Roles, "Rules", "One on a line: value = role. An exclamation mark before the role withholds it."),
        [SettingsField.RoleComparison] = new(FieldGroup.Roles, "Comparison of values"),
        [SettingsField.RoleStrategy] = new(FieldGroup.Roles, "Rules that count"),
        [SettingsField.UnmappedRoles] = new(FieldGroup.Roles, "Values without a rule", "is_role lets the provider's administrators decide which roles exist here."),
        [SettingsField.DefaultRoles] = new(FieldGroup.Roles, "Default roles", "Of users to whom no rule gives one; separated by spaces."),
        [SettingsField.WhenNoRoles] = new(FieldGroup.Roles, "Without a role"),
        [SettingsField.WhenUnknownRoles] = new(FieldGroup.Roles, "When roles cannot be told", "Such as a list of groups that was too long for the token."),
        [SettingsField.RoleAuthority] = new(FieldGroup.Roles, "Roles come from the provider at"),
        [SettingsField.CreateAccounts] = new(FieldGroup.Accounts, "Users without an account get one"),
        [SettingsField.EmailDomains] = new(FieldGroup.Accounts, "E-mail domains", "Of which a new user's verified address must be; empty for any."),
        [SettingsField.UserIdClaim] = new(FieldGroup.Accounts, "User ID claim", "Empty for the subject."),
        [SettingsField.UserNameClaim] = new(FieldGroup.Accounts, "User name claim", "A hyphen for no user name."),
        [SettingsField.Linking] = new(FieldGroup.Accounts, "Existing accounts", "Whether a first sign-in may take over an account that is there already."),
        [SettingsField.MatchIgnoringCase] = new(FieldGroup.Accounts, "Capital letters do not matter"),
        [SettingsField.SingleSignOut] = new(FieldGroup.SignIn, "Signing out here signs out at the provider"),
        [SettingsField.AllowLogoutTokenWithoutExpiry] = new(FieldGroup.Advanced, "Accept logout tokens without an end"),
        [SettingsField.AllowFrontChannelLogoutWithoutSession] = new(FieldGroup.Advanced, "Accept front-channel logouts that name no session"),
        [SettingsField.AutoSignIn] = new(FieldGroup.SignIn, "Visitors are sent to the provider at once", "With ?showLoginPage=true the login page is shown all the same."),
        [SettingsField.SingleSignOnOnly] = new(FieldGroup.SignIn, "Local login is hidden", "Counts only while a provider is proven and reachable; /login?backup=1 always leads to it."),
        [SettingsField.SessionLifetime] = new(FieldGroup.SignIn, "Length of a session", "In seconds; empty for the application's own."),
        [SettingsField.SessionEndsWithAccessToken] = new(FieldGroup.SignIn, "A session ends with its access token"),
        [SettingsField.FrontEndUrl] = new(FieldGroup.SignIn, "Front end", "The address of a front end that signs in through this application's API."),
        [SettingsField.AllowTokenInFragment] = new(FieldGroup.SignIn, "The front end may get its token in the address"),
        [SettingsField.HostValues] = new(FieldGroup.Advanced, "Values of the application", "One on a line: name = value. They are shown to administrators."),
    };

    /// <summary>The texts of a field, however a host has it written; a field of the host's own is called by its name.</summary>
    public static FieldText Of(SettingsField field) => Find(field.Name) ?? new FieldText(FieldGroup.Provider, field.Name);

    /// <summary>What the page calls the field with a name; the name where it has no such field.</summary>
    public static string LabelOf(string name) => Find(name)?.Label ?? name;

    public static string NameOf(FieldGroup group) => group switch
    {
        FieldGroup.Provider => "Provider",
        FieldGroup.Roles => "Roles",
        FieldGroup.Accounts => "Accounts",
        FieldGroup.SignIn => "Sign-in and sessions",
        FieldGroup.Request => "What is asked of the provider",
        _ => "Advanced",
    };

    private static FieldText? Find(string name) => SettingsField.All.FirstOrDefault(field => field.Name == name) is { } known ? Texts.GetValueOrDefault(known) : null;
}

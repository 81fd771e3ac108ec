using System.Security.Cryptography;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Testing.Stores;

/// <summary>Settings in which no field has its default.</summary>
internal static class FullSettings
{
    private static readonly string Pem = CreatePem();

    public static SettingsRevision Revision(OidcSettingsKey key, string version, DateTimeOffset now) => new()
    {
        Settings = Settings(key) with { Version = version },
        SavedAt = now,
        SavedBy = "Ada O'Neill; \"root\" 水 \ud83d\ude00",
        SecretSetAt = now.AddTicks(-1),
        FingerprintKey = new Secret("ZmluZ2VycHJpbnQ="),
        TestedAt = now.AddSeconds(1),
        TestedBy = "tester@example.org",
        ProvenAt = now.AddSeconds(2),
        ActivatedAt = now.AddSeconds(3),
    };

    public static OidcSettings Settings(OidcSettingsKey key) => new()
    {
        Key = key,
        Enabled = false,
        Issuer = IssuerUrl.Parse("https://op.example/realms/Ж%20x/"),
        MetadataAddress = new Uri("https://elsewhere.example/metadata?a=b%2Fc"),
        BackchannelBaseUrl = new Uri("http://keycloak:8080"),
        ClientId = "client \"<'\\水\ud83d\ude00'>\"",
        ClientSecret = new Secret(" s3cret \u0000\n\"水\ud83d\ude00 "),
        ClientKey = ClientPrivateKey.FromPem(Pem, "kid-1"),
        DecryptionKeys = [ClientPrivateKey.FromPem(Pem), ClientPrivateKey.FromPem(Pem, "kid-2")],
        ClientAuthentication = ClientAuthenticationMethod.PrivateKeyJwt,
        ClientAssertionAudience = ClientAssertionAudience.TokenEndpoint,
        Scopes = ["openid", "Groups", "groups"],
        RedirectUri = new Uri("https://rp.example/signin/"),
        ResponseMode = AuthorizationResponseMode.FormPost,
        IdTokenSigningAlgorithms = ["ES256", "EdDSA"],
        TrustedAudiences = ["an audience; with, separators"],
        AllowedIssuerTenants = ["9b0f1d3e-1f6c-4c55-9d0e-0a4f3a2b1c0d"],
        Prompt = "login consent",
        MaxAge = TimeSpan.Zero,
        AcrValues = ["urn:mfa"],
        RequireAcr = true,
        UiLocales = "de en",
        Resources = ["https://api.example"],
        ExtraParameters = Texts(),
        UserInfo = UserInfoUse.BestEffort,
        Roles = new RoleMapping
        {
            Claims = [new RoleClaim("a b;c%d") { Source = RoleClaimSource.AccessToken, Shape = RoleClaimShape.Member, Member = "the name", Delimiter = "|", Prefix = "app-" }, new RoleClaim("user_info:groups")],
            Rules = [new RoleRule("urn:example:admins", "admin"), new RoleRule("A", "user"), new RoleRule("A", "writer"), new RoleRule("a", "auditor") { Effect = RoleRuleEffect.Withhold }],
            Comparison = RoleValueComparison.OrdinalIgnoreCase,
            Strategy = RoleStrategy.FirstRule,
            Unmapped = UnmappedRoleValue.IsRole,
            DefaultRoles = ["guest", "a role with spaces"],
            WhenNone = Other<NoRolesBehavior>(),
            WhenUnknown = Other<UnknownRolesBehavior>(),
            Authority = Other<RoleAuthority>(),
        },
        SingleSignOut = false,
        AllowLogoutTokenWithoutExpiry = true,
        AllowFrontChannelLogoutWithoutSession = true,
        Provisioning = new ProvisioningPolicy
        {
            CreateAccounts = true,
            EmailDomains = [],
            UserIdClaim = "employee_id",
            UserNameClaim = null,
            Linking = Other<AccountLinking>(),
            MatchIgnoringCase = true,
        },
        AutoSignIn = true,
        SingleSignOnOnly = true,
        FrontEndUrl = new Uri("https://app.example/#/start"),
        AllowTokenInFragment = true,
        SessionLifetime = TimeSpan.FromDays(30),
        SessionEndsWithAccessToken = true,
        HostValues = Texts(),
    };

    private static T Other<T>()
        where T : struct, Enum => Enum.GetValues<T>()[^1];

    private static Dictionary<string, string> Texts() => OddTexts.All.ToDictionary(text => text, text => text, StringComparer.Ordinal);

    private static string CreatePem()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return key.ExportPkcs8PrivateKeyPem();
    }
}

using System.Text.Json.Nodes;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.Tests.Probing;

/// <summary>Metadata that fits the settings, except for one thing.</summary>
[TestFixture]
internal sealed class ProbeRulesTests : ProbeScene
{
    private const string Provider = nameof(OidcSettings.Issuer);

    private static readonly BrokenProvider[] Broken =
    [
        Error("response types", Provider, OidcErrorCodes.ProbeRequest) with { Metadata = Lists("response_types_supported", "code id_token"), Names = "'code'" },
        Error("grant types", Provider, OidcErrorCodes.ProbeRequest) with { Metadata = Lists("grant_types_supported", "implicit"), Names = "'authorization_code'" },
        Error("PKCE in plain text", Provider, OidcErrorCodes.ProbePkce) with { Metadata = Lists("code_challenge_methods_supported", "plain"), Names = "plain" },
        Error("no PKCE", Provider, OidcErrorCodes.ProbePkce) with { Metadata = Lists("code_challenge_methods_supported"), Names = "nothing" },
        Error("algorithms", nameof(OidcSettings.IdTokenSigningAlgorithms), OidcErrorCodes.ProbeAlgorithms) with
        {
            Metadata = Lists("id_token_signing_alg_values_supported", "none", "HS256"), Names = "none, HS256",
        },
        Error("response mode", nameof(OidcSettings.ResponseMode), OidcErrorCodes.ProbeRequest) with
        {
            Metadata = Lists("response_modes_supported", "query", "fragment"),
            Settings = settings => settings with { ResponseMode = AuthorizationResponseMode.FormPost },
            Names = "'form_post'",
        },
        Error("UserInfo for roles", nameof(OidcSettings.Roles), OidcErrorCodes.ProbeEndpoint) with
        {
            Metadata = metadata => metadata.Remove("userinfo_endpoint"),
            Settings = settings => settings with { Roles = settings.Roles with { Claims = [new RoleClaim("groups") { Source = RoleClaimSource.UserInfo }] } },
            Names = "'groups'",
        },
        Warning("scopes", nameof(OidcSettings.Scopes), OidcErrorCodes.ProbeScopes) with
        {
            Settings = settings => settings with { Scopes = ["email", "gruops", "rolse"] }, Names = "gruops, rolse.",
        },
        Warning("authentication contexts", nameof(OidcSettings.AcrValues), OidcErrorCodes.ProbeRequest) with
        {
            Metadata = Lists("acr_values_supported", "silver"), Settings = settings => settings with { AcrValues = ["gold", "silver"] }, Names = "gold.",
        },
        Warning("no end-session endpoint", nameof(OidcSettings.SingleSignOut), OidcErrorCodes.ProbeEndpoint) with
        {
            Metadata = metadata => metadata.Remove("end_session_endpoint"),
        },
        Warning("no list", Provider, OidcErrorCodes.MetadataIncomplete) with { Metadata = metadata => metadata["scopes_supported"] = "openid", Names = "scopes_supported" },
        Warning("a list of numbers", Provider, OidcErrorCodes.MetadataIncomplete) with
        {
            Metadata = metadata => metadata["claims_supported"] = new JsonArray(1), Names = "claims_supported",
        },
        Information("PKCE not stated", Provider, OidcErrorCodes.ProbeNotStated) with { Metadata = metadata => metadata.Remove("code_challenge_methods_supported"), Names = "PKCE" },
        Information("no iss in answers", Provider, OidcErrorCodes.ProbeNotStated) with
        {
            Host = host => host.Provider.Behaviour.IssuerInAuthorizationResponse = false, Names = "9207",
        },
        Information("claims", nameof(OidcSettings.Roles), OidcErrorCodes.ProbeClaims) with
        {
            Metadata = Lists("claims_supported", "sub", "realm_access", "https://example.test/roles"),
            Settings = settings => settings with
            {
                Roles = settings.Roles with
                {
                    Claims = ["realm_access.roles", "https://example.test/roles", "groups.all", new RoleClaim("scopes") { Source = RoleClaimSource.AccessToken }],
                },
                Provisioning = settings.Provisioning with { UserIdClaim = "employee" },
            },
            Names = ": groups, employee, preferred_username.",
        },
    ];

    [TestCaseSource(nameof(Broken))]
    public async Task One_thing_that_does_not_fit_is_found_and_named(BrokenProvider broken)
    {
        Host.Provider.Behaviour.Discovery = broken.Metadata;
        Host.Change(broken.Settings ?? (settings => settings));
        broken.Host?.Invoke(Host);

        var findings = await ProbeAsync();

        var finding = findings.Single(finding => finding.Error.Code != OidcErrorCodes.ProbePassed);
        Assert.That((finding.Severity, finding.Field, finding.Error.Code), Is.EqualTo((broken.Severity, broken.Field, broken.Code)));
        Assert.That(finding.Error.Message, Does.Contain(broken.Names));
        Assert.That(finding.Error.Remedy, Is.Not.Empty);
    }

    [Test]
    public async Task A_provider_that_states_only_what_it_must_is_not_complained_about()
    {
        Host.Provider.Behaviour.Discovery = metadata =>
        {
            foreach (var (name, _) in metadata.Where(member => member.Key.EndsWith("_supported", StringComparison.Ordinal)).ToArray())
            {
                metadata.Remove(name);
            }
        };
        Host.Change(settings => settings with { AcrValues = ["gold"], Scopes = ["openid", "anything"], ResponseMode = AuthorizationResponseMode.FormPost });

        Assert.That(Complaints(await ProbeAsync()), Is.Empty);
    }

    [Test]
    public async Task A_list_that_a_sign_in_does_not_read_does_not_break_one()
    {
        Host.Provider.Behaviour.Discovery = metadata =>
        {
            foreach (var name in new[] { "scopes_supported", "claims_supported", "code_challenge_methods_supported", "id_token_signing_alg_values_supported" })
            {
                metadata[name] = 1;
            }
        };

        Assert.That(await Host.CodeOfSignInAsync(), Is.Null);
    }

    private static BrokenProvider Error(string what, string field, string code) => new(what, FindingSeverity.Error, field, code);

    private static BrokenProvider Warning(string what, string field, string code) => new(what, FindingSeverity.Warning, field, code);

    private static BrokenProvider Information(string what, string field, string code) => new(what, FindingSeverity.Information, field, code);

    private static Action<JsonObject> Lists(string member, params string[] values) => metadata => metadata[member] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
}

using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.Formats;
using OidcRelyingParty.Settings;

namespace OidcRelyingParty.AspNetCore.Tests.Administration;

/// <summary>A contract that existed before us: its names, types and enumerations, POST, and no versions.</summary>
public sealed class HostContractTests
{
    private const string Path = "/api/admin/auth/oidc/settings";

    private static readonly SettingsFormat Contract = new(
        new FormatEntry("enabled", SettingsField.Enabled),
        new FormatEntry("discoverUrl", SettingsField.DiscoveryUrl),
        new FormatEntry("clientId", SettingsField.ClientId, FieldRequirement.OnFirstWrite),
        new FormatEntry("secret", SettingsField.ClientSecret, FieldRequirement.OnFirstWrite),
        new FormatEntry("autoCreate", SettingsField.CreateAccounts),
        new FormatEntry("enableSingleSignOut", SettingsField.SingleSignOut),
        new FormatEntry("defaultRootRole", SettingsField.HostValue("defaultRootRole", "Viewer", "Editor", "Admin")),
        new FormatEntry("defaultRootRoleId", SettingsField.HostNumber("defaultRootRoleId")),
        new FormatEntry("emailDomains", SettingsField.EmailDomains.AsText(',')),
        new FormatEntry("acrValues", SettingsField.AcrValues.AsText(' ')),
        new FormatEntry("idTokenSigningAlgorithm", SettingsField.IdTokenSigningAlgorithms.OneOf("RS256", "RS384", "RS512")))
    {
        // The number takes precedence over the name.
        Complete = settings => settings with
        {
            Roles = settings.Roles with
            {
                DefaultRoles = settings.HostValues.GetValueOrDefault("defaultRootRoleId") is { } id ? [$"role:{id}"]
                    : settings.HostValues.GetValueOrDefault("defaultRootRole") is { } name ? [name]
                    : [],
            },
        },
    };

    private static readonly TestCaseData[] Wrong =
    [
        new("enabled", JsonValue.Create("true")),
        new("discoverUrl", JsonValue.Create("not a url")),
        new("discoverUrl", JsonValue.Create("http://op.example.test/.well-known/openid-configuration")),
        new("clientId", JsonValue.Create(5)),
        new("secret", new JsonObject()),
        new("autoCreate", JsonValue.Create(1)),
        new("enableSingleSignOut", new JsonArray()),
        new("defaultRootRole", JsonValue.Create("Owner")),
        new("defaultRootRole", JsonValue.Create("viewer")),
        new("defaultRootRoleId", JsonValue.Create("2")),
        new("defaultRootRoleId", JsonValue.Create(1.5)),
        new("emailDomains", new JsonArray("getunleash.io")),
        new("acrValues", JsonValue.Create(true)),
        new("idTokenSigningAlgorithm", JsonValue.Create("HS256")),
        new("idTokenSigningAlgorithm", JsonValue.Create("RS256 RS384")),
    ];

    [Test]
    public async Task U1_The_settings_are_posted_and_answered_without_the_secret()
    {
        await using var api = await StartAsync();

        using var response = await PostAsync(api, Example(api));
        using var read = await api.SendAsync(HttpMethod.Get, "", path: Path);

        var expected = Example(api);
        expected.Remove("secret");
        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That((await response.JsonAsync())!.ToJsonString(), Is.EqualTo(expected.ToJsonString()));
        Assert.That((await read.JsonAsync())!.ToJsonString(), Is.EqualTo(expected.ToJsonString()));
        Assert.That(api.Host.Logs.Lines.Select(line => line.ToString()), Has.None.Contains(SettingsApiHost.Canary));
    }

    [Test]
    public async Task U1_The_settings_mean_what_the_contract_says()
    {
        await using var api = await StartAsync();
        using var posted = await PostAsync(api, Example(api));

        var settings = await StoredAsync(api);

        Assert.That(settings.Roles.DefaultRoles, Is.EqualTo(new[] { "role:2" }), "the number takes precedence");
        Assert.That(settings.Provisioning.EmailDomains, Is.EqualTo(new[] { "getunleash.io", "getunleash.ai" }));
        Assert.That(settings.AcrValues, Is.EqualTo(new[] { "urn:okta:loa:2fa:any", "phr" }));
        Assert.That(settings.IdTokenSigningAlgorithms, Is.EqualTo(new[] { "RS256" }));
        Assert.That((settings.Enabled, settings.SingleSignOut, settings.Provisioning.CreateAccounts), Is.EqualTo((true, true, true)));
    }

    [Test]
    public async Task U1_Who_posts_again_needs_no_secret_and_no_ETag()
    {
        await using var api = await StartAsync();
        using var first = await PostAsync(api, Example(api));
        var change = Example(api);
        change.Remove("secret");
        change.Remove("clientId");
        change.Remove("defaultRootRoleId");

        using var second = await PostAsync(api, change);

        Assert.That((int)second.StatusCode, Is.EqualTo(200));
        var settings = await StoredAsync(api);
        Assert.That((settings.ClientId, settings.ClientSecret!.Reveal()), Is.EqualTo((api.Host.Client.ClientId, SettingsApiHost.Canary)));
        Assert.That(settings.Roles.DefaultRoles, Is.EqualTo(new[] { "Viewer" }));
    }

    [TestCase("clientId")]
    [TestCase("secret")]
    public async Task U2_Client_id_and_secret_are_required_on_the_first_write(string member)
    {
        await using var api = await StartAsync();
        var document = Example(api);
        document.Remove(member);

        using var response = await PostAsync(api, document);

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.FindingsAsync(), Has.Some.EqualTo($"{member} {OidcErrorCodes.SettingsRequired}"));
        Assert.That((string?)(await response.JsonAsync())!["detail"], Does.StartWith(member + ": "));
    }

    [TestCaseSource(nameof(Wrong))]
    public async Task U2_A_value_of_the_wrong_kind_is_refused_by_its_name(string member, JsonNode value)
    {
        await using var api = await StartAsync();
        var document = Example(api);
        document[member] = value.DeepClone();

        using var response = await PostAsync(api, document);

        Assert.That((int)response.StatusCode, Is.EqualTo(400));
        Assert.That(await response.FindingsAsync(), Is.EqualTo(new[] { $"{member} {OidcErrorCodes.SettingsInvalid}" }));
        Assert.That((string?)(await response.JsonAsync())!["detail"], Does.StartWith(member + ": "));
        Assert.That(await api.Host.Services.GetRequiredService<IOidcSettingsStore>().FindAsync(OidcSettingsKey.Default, default), Is.Null, "nothing is stored");
    }

    [Test]
    public async Task U2_What_is_wrong_with_the_address_is_said_of_the_field_that_the_contract_has()
    {
        await using var api = await StartAsync();
        var document = Example(api);
        document.Remove("discoverUrl");

        using var response = await PostAsync(api, document);

        Assert.That(await response.FindingsAsync(), Is.EqualTo(new[] { $"discoverUrl {OidcErrorCodes.SettingsInvalid}" }));
    }

    [Test]
    public async Task W1_What_is_wrong_with_a_discovery_URL_is_said_of_the_field_it_was_typed_into()
    {
        var format = new SettingsFormat(new("wellKnown", SettingsField.Issuer), new("clientId", SettingsField.ClientId), new("enabled", SettingsField.Enabled));
        await using var api = await SettingsApiHost.StartAsync(options => (options.Format, options.RequireIfMatch) = (format, false), path: Path);
        var document = new JsonObject { ["enabled"] = true, ["wellKnown"] = "http://sso.example.com/.well-known/openid-configuration", ["clientId"] = "app" };

        using var response = await api.SendAsync(HttpMethod.Put, "", document.ToJsonString(), path: Path);

        Assert.That(await response.FindingsAsync(), Has.Some.EqualTo($"wellKnown {OidcErrorCodes.SettingsInvalid}"));
    }

    [Test]
    public async Task W4_What_is_wrong_with_the_group_claim_is_said_under_the_name_that_the_contract_gives_it()
    {
        var format = new SettingsFormat(
            new("enabled", SettingsField.Enabled), new("issuer", SettingsField.Issuer), new("clientId", SettingsField.ClientId), new("userInfo", SettingsField.UserInfo), new("groupClaim", SettingsField.RoleClaims));
        await using var api = await SettingsApiHost.StartAsync(options => (options.Format, options.RequireIfMatch) = (format, false), path: Path);
        var document = new JsonObject { ["enabled"] = true, ["issuer"] = "https://op.example.test", ["clientId"] = "app", ["userInfo"] = "never", ["groupClaim"] = new JsonArray("user_info:groups") };

        using var response = await api.SendAsync(HttpMethod.Put, "", document.ToJsonString(), path: Path);

        Assert.That(await response.FindingsAsync(), Is.EqualTo(new[] { $"groupClaim {OidcErrorCodes.SettingsInvalid}" }));
        Assert.That((string?)(await response.JsonAsync())!["detail"], Does.StartWith("groupClaim: claim 'groups'"));
    }

    [Test]
    public async Task A276_A_field_of_the_contract_is_named_once_in_history_and_differences()
    {
        await using var api = await StartAsync();
        using var posted = await PostAsync(api, Example(api));
        var history = await (await api.SendAsync(HttpMethod.Get, "/history", path: Path)).JsonAsync();
        var change = Example(api);
        change["secret"] = "another";
        change["discoverUrl"] = "https://other.example.test/.well-known/openid-configuration";
        using var changed = await PostAsync(api, change, "?draft=true");
        var differences = await (await api.SendAsync(HttpMethod.Get, "/differences", path: Path)).JsonAsync();

        Assert.That(history!["history"]![0]!["changedFields"]!.AsArray().Select(name => (string?)name), Is.Unique.And.Contain("discoverUrl"));
        Assert.That(differences!["differences"]!.AsArray().Select(one => $"{one!["field"]} {one["after"]}"), Is.EqualTo(new[] { "discoverUrl https://other.example.test/.well-known/openid-configuration", "secret " }));
    }

    [Test]
    public async Task M5_The_secret_is_taken_away_under_the_name_that_the_contract_gives_it()
    {
        await using var api = await StartAsync();
        using var posted = await PostAsync(api, Example(api));

        using var response = await api.SendAsync(HttpMethod.Delete, "/secret", path: Path);

        Assert.That((int)response.StatusCode, Is.EqualTo(200));
        Assert.That((await StoredAsync(api)).ClientSecret, Is.Null);
    }

    private static Task<SettingsApiHost> StartAsync() => SettingsApiHost.StartAsync(
        options => (options.Format, options.SaveMethod, options.RequireIfMatch, options.StatusMember) = (Contract, "POST", false, null), path: Path);

    // The document's own example, with the address and the client of the test's provider.
    private static JsonObject Example(SettingsApiHost api) => new()
    {
        ["enabled"] = true,
        ["discoverUrl"] = api.Host.Provider.MetadataAddress,
        ["clientId"] = api.Host.Client.ClientId,
        ["secret"] = SettingsApiHost.Canary,
        ["autoCreate"] = true,
        ["enableSingleSignOut"] = true,
        ["defaultRootRole"] = "Viewer",
        ["defaultRootRoleId"] = 2,
        ["emailDomains"] = "getunleash.io,getunleash.ai",
        ["acrValues"] = "urn:okta:loa:2fa:any phr",
        ["idTokenSigningAlgorithm"] = "RS256",
    };

    private static Task<HttpResponseMessage> PostAsync(SettingsApiHost api, JsonObject document, string query = "") => api.SendAsync(HttpMethod.Post, query, document.ToJsonString(), path: Path);

    private static async Task<OidcSettings> StoredAsync(SettingsApiHost api) =>
        (await api.Host.Services.GetRequiredService<IOidcSettingsStore>().FindAsync(OidcSettingsKey.Default, default))!;
}

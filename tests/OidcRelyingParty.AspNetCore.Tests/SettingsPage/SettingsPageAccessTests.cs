using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Administration;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Revisions;

namespace OidcRelyingParty.AspNetCore.Tests.SettingsPage;

/// <summary>Who gets the page, and which forms it takes.</summary>
public sealed class SettingsPageAccessTests
{
    [Test]
    public async Task A263_Who_is_not_signed_in_is_led_to_sign_in_and_changes_nothing()
    {
        await using var host = await SettingsPageHost.StartAsync();
        using var client = host.Host.CreateClient();

        using var opened = await client.GetAsync(SettingsPageHost.Path);
        using var sent = await client.PostAsync(SettingsPageHost.Path, Form(("action", "save")));

        Assert.That((int)opened.StatusCode, Is.AnyOf(302, 401, 403, 404, 503).And.Not.EqualTo(200));
        Assert.That((sent.StatusCode, await sent.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.Forbidden, OidcErrorCodes.SettingsSignInRequired)));
        Assert.That((await host.GetViewAsync()).Stamp, Is.Null);
    }

    [TestCase("GET")]
    [TestCase("POST")]
    public async Task A263_Who_is_no_administrator_sees_nothing_and_changes_nothing(string method)
    {
        await using var host = await SettingsPageHost.StartAsync();
        var request = new HttpRequestMessage(new HttpMethod(method), host.Address) { Content = method == "POST" ? Form(("action", "save")) : null };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "bob");

        using var response = await host.SendAsync(request);

        Assert.That((response.StatusCode, await response.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.Forbidden, OidcErrorCodes.SettingsAccessDenied)));
        Assert.That((await host.GetViewAsync()).Stamp, Is.Null);
    }

    [Test]
    public async Task A263_An_administrator_of_one_tenant_is_none_of_another()
    {
        await using var host = await SettingsPageHost.StartAsync(path: "/{tenant}/oidc");

        using var own = await OpenAsync(host, "acme");
        using var other = await OpenAsync(host, "other");

        Assert.That((own.StatusCode, other.StatusCode), Is.EqualTo((HttpStatusCode.OK, HttpStatusCode.Forbidden)));
        Assert.That(await other.ErrorCodeAsync(), Is.EqualTo(OidcErrorCodes.SettingsAccessDenied));
    }

    [Test]
    public async Task A263_A_host_says_who_administers_which_tenant()
    {
        await using var host = await SettingsPageHost.StartAsync(page => page.MayChange = (_, key) => ValueTask.FromResult(key.Tenant == "other"), path: "/{tenant}/oidc");

        using var own = await OpenAsync(host, "acme");
        using var other = await OpenAsync(host, "other");

        Assert.That((own.StatusCode, other.StatusCode), Is.EqualTo((HttpStatusCode.Forbidden, HttpStatusCode.OK)));
    }

    [Test]
    public async Task A263_A_page_without_a_policy_that_asks_for_a_user_does_not_start()
    {
        Assert.That(() => MapAsync("unknown", revisions: true), Throws.InvalidOperationException);
        Assert.That(() => MapAsync("open", revisions: true), Throws.InvalidOperationException);
        Assert.That(() => MapAsync("settings", revisions: false), Throws.InvalidOperationException);
        await MapAsync("settings", revisions: true);
    }

    [TestCase("https://evil.example", null)]
    [TestCase("null", null)]
    [TestCase(null, "cross-site")]
    [TestCase(null, "same-site")]
    [TestCase(null, null)]
    public async Task M8_A_form_of_another_site_changes_nothing(string? origin, string? site)
    {
        await using var host = await SettingsPageHost.StartAsync();
        await host.OpenAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, host.Address) { Content = Form([.. host.Filled(("action", "save")).Select(field => (field.Name, field.Value!))]) }; // none is null here
        foreach (var (name, value) in new[] { ("Origin", origin), ("Sec-Fetch-Site", site) }.Where(header => header.Item2 is not null))
        {
            request.Headers.Add(name, value);
        }

        using var response = await host.SendAsync(request);

        Assert.That((response.StatusCode, await response.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.Forbidden, OidcErrorCodes.SettingsCrossSite)));
        Assert.That((await host.GetViewAsync()).Stamp, Is.Null);
    }

    [TestCase("frobnicate")]
    [TestCase("")]
    public async Task M8_A_button_that_is_none_does_nothing(string action)
    {
        await using var host = await SettingsPageHost.StartAsync();

        var page = await host.SubmitAsync(await host.OpenAsync(), "#settings", action, host.Filled());

        Assert.That((page.Status, page.Codes.Single()), Is.EqualTo((400, OidcErrorCodes.SettingsDocument)));
        Assert.That(page.ValueOf("field-ClientId"), Is.EqualTo(host.Host.Client.ClientId));
        Assert.That((await host.GetViewAsync()).Stamp, Is.Null);
    }

    [TestCase("application/json", "{}", OidcErrorCodes.SettingsContentType)]
    [TestCase("text/plain", "action=save", OidcErrorCodes.SettingsContentType)]
    [TestCase("application/x-www-form-urlencoded; charset=utf-7", "action=save", OidcErrorCodes.SettingsDocument)]
    [TestCase("application/x-www-form-urlencoded", "tooMany", OidcErrorCodes.SettingsDocument)]
    public async Task M8_What_is_no_form_of_the_page_is_refused(string contentType, string body, string code)
    {
        await using var host = await SettingsPageHost.StartAsync();
        var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body == "tooMany" ? string.Join('&', Enumerable.Range(0, 2000).Select(number => $"a{number}=1")) : body));
        content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await host.SendAsync(new HttpRequestMessage(HttpMethod.Post, host.Address) { Content = content });

        Assert.That((response.StatusCode, await response.ErrorCodeAsync()), Is.EqualTo((HttpStatusCode.BadRequest, code)));
    }

    [Test]
    public async Task M8_A_text_of_64_KB_is_a_fault_of_its_field_and_is_given_back()
    {
        await using var host = await SettingsPageHost.StartAsync();
        await host.OpenAsync();
        var request = new HttpRequestMessage(HttpMethod.Post, host.Address) { Content = Form(("Enabled", "true"), ("Issuer", new string('x', 65536)), ("ClientId", "client"), ("action", "save")) };
        request.Headers.Add("Origin", TestHost.Origin);

        var answer = await SettingsPageHost.ReadAsync(await host.SendAsync(request));

        Assert.That((answer.Status, answer.Faults.SingleOrDefault()), Is.EqualTo((400, "#field-Issuer")), answer.TextOf(".notice"));
        Assert.That(answer.ValueOf("field-Issuer"), Has.Length.EqualTo(65536));
    }

    [Test]
    public async Task A_store_that_does_not_answer_is_said_without_its_details()
    {
        await using var host = await SettingsPageHost.StartAsync(services: services => services.AddSingleton<ISettingsRevisionStore, FaultyRevisionStore>());

        var page = await host.OpenAsync();

        Assert.That((page.Status, page.Codes.Single()), Is.EqualTo((503, OidcErrorCodes.SettingsStoreFailed)));
        Assert.That(page.Html, Does.Not.Contain("hunter2"));
        Assert.That((page.TextOf("title"), page.TextOf("nav")), Is.EqualTo(("The settings cannot be shown", "Open the page again Go to the start page")), "sign-ins may well go on");
    }

    private static Task<HttpResponseMessage> OpenAsync(SettingsPageHost host, string tenant)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, $"{TestHost.Origin}/{tenant}/oidc");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "alice@acme");
        return host.SendAsync(request);
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private static async Task MapAsync(string policy, bool revisions)
    {
        await using var host = await TestHost.StartAsync(options =>
        {
            options.Services = services =>
            {
                if (revisions)
                {
                    SettingsApiHost.AddAdministration(services);
                }

                services.AddAuthorization(authorization => authorization.AddPolicy("open", one => one.RequireAssertion(_ => true)));
                services.AddAuthorization(authorization => authorization.AddPolicy("settings", one => one.RequireRole("admin")));
            };
            options.App = app => app.MapOidcSettingsPage(SettingsPageHost.Path, policy);
        });
    }
}

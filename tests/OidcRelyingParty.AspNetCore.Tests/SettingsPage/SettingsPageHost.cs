using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using OidcRelyingParty.AspNetCore.Tests.Administration;
using OidcRelyingParty.AspNetCore.Tests.Hosting;
using OidcRelyingParty.Revisions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.AspNetCore.Tests.SettingsPage;

/// <summary>The usual host with the settings page, and an administrator in front of it who has no script: she sees forms and presses buttons.</summary>
internal sealed class SettingsPageHost : IAsyncDisposable
{
    public const string Path = "/admin/identity/oidc";

    private readonly TestBrowser _browser;

    private SettingsPageHost(TestHost host, string path)
    {
        (Host, Address) = (host, TestHost.Origin + path);
        _browser = new TestBrowser(new AdministratorNetwork(host.CreateHandler()));
    }

    public TestHost Host { get; }

    public string Address { get; }

    public SettingsAdministration Administration => Host.Services.GetRequiredService<SettingsAdministration>();

    public static async Task<SettingsPageHost> StartAsync(
        Action<OidcSettingsPageOptions>? page = null, Action<SettingsAdministrationOptions>? administration = null, Action<IServiceCollection>? services = null, string path = Path) =>
        new(
            await TestHost.StartAsync(options =>
            {
                options.Configured = false;
                options.Provider = provider => provider.Clients[0].ClientSecret = SettingsApiHost.Canary;
                options.Services = all =>
                {
                    SettingsApiHost.AddAdministration(all, administration);
                    services?.Invoke(all);
                };
                options.App = app => app.MapOidcSettingsPage(path, SettingsApiHost.Policy, page);
            }),
            path);

    /// <summary>What she types so that people can sign in.</summary>
    public (string Name, string? Value)[] Filled(params (string Name, string? Value)[] changes) =>
    [
        ("Enabled", "true"), ("Issuer", Host.Provider.Issuer), ("ClientId", Host.Client.ClientId), ("ClientSecret", SettingsApiHost.Canary), ("Roles:Claims", "roles"), .. changes,
    ];

    public async Task<PageView> OpenAsync(string query = "") => await ReadAsync(await _browser.GetAsync(Address + query));

    /// <summary>Opens the page, fills the form in and saves it, which must succeed; the page afterwards.</summary>
    public async Task<PageView> StoreAsync(params (string Name, string? Value)[] changes) => await DoneAsync(await SubmitAsync(await OpenAsync(), "#settings", "save", Filled(changes)));

    /// <summary>Fills one form in, with what it already holds, and presses a button; nothing is followed. A field that is null is not sent.</summary>
    public async Task<PageView> SubmitAsync(PageView page, string form, string action, params (string Name, string? Value)[] typed)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var element in page.Document.QuerySelector(form)!.QuerySelectorAll("input, select, textarea")) // the test names one that is there
        {
            if (ValueOf(element) is { } value)
            {
                values[element.GetAttribute("name")!] = value; // all but buttons have one
            }
        }

        foreach (var (name, value) in typed.Append(("action", action)))
        {
            values.Remove(name);
            if (value is not null)
            {
                values[name] = value;
            }
        }

        return await ReadAsync(await _browser.PostAsync(Address, values));
    }

    /// <summary>Asserts that a button did what it says, and follows to the page that tells so.</summary>
    public async Task<PageView> DoneAsync(PageView answer)
    {
        Assert.That(answer.Status, Is.EqualTo(303), answer.TextOf("main"));
        return await ReadAsync(await _browser.GetAsync(TestHost.Origin + answer.Response.Headers.Location));
    }

    public Task<SettingsView> GetViewAsync() => Administration.GetAsync(OidcSettingsKey.Default);

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _browser.SendAsync(request);

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await Host.DisposeAsync();
    }

    public static async Task<PageView> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        return new PageView(response, await new HtmlParser().ParseDocumentAsync(html), html);
    }

    private static string? ValueOf(IElement element) => element switch
    {
        IHtmlInputElement { Type: "checkbox", IsChecked: false } => null,
        IHtmlInputElement input => input.Value,
        IHtmlSelectElement select => select.Value,
        IHtmlTextAreaElement area => area.Value,
        _ => null,
    };
}

using System.Diagnostics;
using System.Text.Json;
using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Browsing;

/// <summary>The steps of a visit with a real browser, for what only one shows: frames, and which cookies go into them.</summary>
internal sealed class Chromium
{
    private const string Program = "/usr/bin/chromium";

    private readonly List<string[]> _steps = [];

    /// <summary>Where <c>.ci/run</c> puts playwright-core, which drives the browser.</summary>
    private static string Driver { get; } = Path.Combine(Repository.Cache, "browser");

    public static void Require()
    {
        Requirement.Programs("node");
        Requirement.Files(Program, Path.Combine(Driver, "node_modules", "playwright-core"), Path.Combine(Driver, "node_modules", "axe-core"));
    }

    public Chromium Open(Uri url) => Add("open", url.AbsoluteUri);

    public Chromium Fill(string selector, string text) => Add("fill", selector, text);

    public Chromium Click(string selector) => Add("click", selector);

    /// <summary>Presses a key, such as <c>Enter</c>, in an element.</summary>
    public Chromium Press(string selector, string key) => Add("press", selector, key);

    /// <summary>Ticks a box, whether it is ticked already or not.</summary>
    public Chromium Tick(string selector) => Add("tick", selector);

    public Chromium WaitForElement(string selector) => Add("shown", selector);

    /// <summary>Waits until the page is at an address that begins so.</summary>
    public Chromium WaitFor(Uri prefix) => Add("at", prefix.AbsoluteUri);

    /// <summary>Waits until a frame of the page holds a document from an address that begins so.</summary>
    public Chromium WaitForFrame(string prefix) => Add("frame", prefix);

    /// <summary>Asks what an address answers this browser now.</summary>
    public Chromium See(Uri url) => Add("see", url.AbsoluteUri);

    /// <summary>Looks at pages in light or dark colours, on a screen of a width in CSS pixels, from now on.</summary>
    public Chromium Look(string colours, int width) => Add("look", colours, $"{width}");

    /// <summary>Opens everything on the page that can be opened.</summary>
    public Chromium Unfold() => Add("unfold");

    /// <summary>Checks the page with axe-core.</summary>
    public Chromium CheckAccessibility(string name) => Add("axe", name);

    public Chromium TakePicture(string path) => Add("picture", path);

    public async Task<ChromiumVisit> RunAsync()
    {
        var script = Path.Combine(Repository.Root, "tests", typeof(Chromium).Assembly.GetName().Name!, "Browsing", "chromium.mjs");
        await using var process = new ChildProcess(new ProcessStartInfo("node", [script, Driver, Program]), "{");
        await process.WriteInputAsync(JsonSerializer.Serialize(_steps));
        var line = await process.WaitForLineAsync(TimeSpan.FromSeconds(120));
        var visit = JsonSerializer.Deserialize<ChromiumVisit>(line, JsonSerializerOptions.Web)!; // the script writes an object
        Assert.That(visit.Failure, Is.Null, string.Join('\n', visit.Console));
        return visit;
    }

    private Chromium Add(params string[] step)
    {
        _steps.Add(step);
        return this;
    }
}

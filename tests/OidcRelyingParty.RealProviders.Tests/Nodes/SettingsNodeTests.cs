using System.Diagnostics;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>An administrator changes settings at one process; the other has them too.</summary>
public sealed class SettingsNodeTests
{
    private SettingsNodes _nodes = null!; // set before the first test

    [OneTimeSetUp]
    public async Task StartAsync() => _nodes = await SettingsNodes.StartAsync();

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (_nodes is not null)
        {
            await _nodes.DisposeAsync();
        }
    }

    [SetUp]
    public async Task StartNodesAsync()
    {
        await _nodes.One.StartAsync();
        await _nodes.Other.StartAsync();
    }

    [Test]
    public async Task M9_A318_A_save_on_one_node_is_used_by_the_other_within_five_seconds()
    {
        using var administrator = await SettingsNodes.SignInAdministratorAsync(_nodes.One);
        await _nodes.SaveAsync(_nodes.One, administrator, "de");
        await UntilAsync(_nodes.Other, "de");

        await _nodes.SaveAsync(_nodes.One, administrator, "fr");
        var here = await LocalesAsync(_nodes.One);
        var took = await UntilAsync(_nodes.Other, "fr");

        Assert.That(here, Is.EqualTo("fr"), "at once where it was saved");
        Assert.That(took, Is.LessThan(TimeSpan.FromSeconds(5)));
        TestContext.Out.WriteLine($"The other node used the change after {took.TotalSeconds:0.00} s.");
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task A321_Either_node_may_die_in_the_middle_of_a_login_and_the_other_finishes_it(bool isFirst)
    {
        using var administrator = await SettingsNodes.SignInAdministratorAsync(_nodes.One);
        await _nodes.SaveAsync(_nodes.One, administrator, "it");
        var (dying, living) = isFirst ? (_nodes.One, _nodes.Other) : (_nodes.Other, _nodes.One);
        await UntilAsync(dying, "it");
        var (visitor, request) = await SettingsNodes.BeginSignInAsync(dying);
        using var _ = visitor;
        await _nodes.SaveAsync(_nodes.One, administrator, "es");

        var answer = await visitor.SendAsync(new HttpRequestMessage(HttpMethod.Get, request));
        await dying.KillAsync();
        // The browser comes back as it would through a load balancer: to the node that is left.
        var callback = new UriBuilder(answer.Location!) { Port = living.Root.Port }.Uri; // the provider sends everybody back
        var page = await visitor.GetAsync(callback);

        Assert.That(page.TextOf("#sub"), Is.EqualTo("user-alice"), page.ToString());
    }

    [Test]
    public void A281_No_secret_is_in_what_the_nodes_wrote() =>
        Assert.That(_nodes.One.Log.Concat(_nodes.Other.Log), Has.None.Contains(_nodes.Provider.Clients[0].ClientSecret));

    private static async Task<TimeSpan> UntilAsync(Node node, string locales)
    {
        var started = Stopwatch.GetTimestamp();
        while (await LocalesAsync(node) != locales)
        {
            Assert.That(Stopwatch.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(20)));
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static async Task<string?> LocalesAsync(Node node)
    {
        var (visitor, request) = await SettingsNodes.BeginSignInAsync(node);
        visitor.Dispose();
        return System.Web.HttpUtility.ParseQueryString(request.Query)["ui_locales"];
    }
}

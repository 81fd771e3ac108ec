using Microsoft.EntityFrameworkCore;
using OidcRelyingParty.Sessions;
using OidcRelyingParty.Settings;
using OidcRelyingParty.Testing;

namespace OidcRelyingParty.EntityFrameworkCore.Tests.Databases;

/// <summary>Tests on an empty database that the fixture shares; every test has nodes and a clock of its own.</summary>
internal abstract class DatabaseTests
{
    private readonly List<Node> _nodes = [];
    private Action<DbContextOptionsBuilder> _database = null!; // set before the first test

    protected ManualTimeProvider Clock { get; private set; } = new();

    [OneTimeSetUp]
    public async Task CreateDatabaseAsync()
    {
        _database = await OpenAsync();
        await using var node = new Node(_database, Clock);
        await node.AskAsync(context => context.Database.EnsureCreatedAsync());
    }

    [SetUp]
    public void StartClock() => Clock = new();

    [TearDown]
    public async Task StopNodesAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _nodes.Clear();
    }

    /// <summary>How a context reaches the new database.</summary>
    protected abstract Task<Action<DbContextOptionsBuilder>> OpenAsync();

    protected Node StartNode(TimeProvider? clock = null, Action<DbContextOptionsBuilder>? configure = null, NodeOptions? options = null)
    {
        var node = new Node(database => (_database + configure)(database), clock ?? Clock, options);
        _nodes.Add(node);
        return node;
    }

    protected SessionRecord NewSession() => new()
    {
        Id = Guid.NewGuid().ToString("N")[..22],
        SettingsKey = new OidcSettingsKey(Guid.NewGuid().ToString("N")),
        Issuer = "https://op.example",
        Subject = "alice",
        ProviderSessionId = "sid-1",
        StartedAt = Clock.UtcNow,
        ExpiresAt = Clock.UtcNow.AddHours(8),
        Payload = [1],
    };
}

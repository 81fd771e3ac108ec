using OidcRelyingParty.RealProviders.Tests.Processes;
using OidcRelyingParty.RealProviders.Tests.QuickStart;

namespace OidcRelyingParty.RealProviders.Tests.Nodes;

/// <summary>A sample as one of several nodes; it can die and come back.</summary>
internal sealed class Node(Uri root, IReadOnlyDictionary<string, string?> environment, string sample = "QuickStart") : IAsyncDisposable
{
    private readonly List<ChildProcess> _processes = [];
    private bool _runs;

    public Uri Root => root;

    /// <summary>What it wrote, before and after each death.</summary>
    public IEnumerable<string> Log => _processes.SelectMany(process => process.Output);

    public async Task StartAsync()
    {
        if (!_runs)
        {
            _processes.Add(await QuickStartProcess.StartAsync(root, environment, sample));
            _runs = true;
        }
    }

    /// <summary>Ends it at once, as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        if (_runs)
        {
            _runs = false;
            await _processes[^1].DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await KillAsync();
}

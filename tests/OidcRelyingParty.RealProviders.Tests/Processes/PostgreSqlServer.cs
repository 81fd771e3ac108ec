using System.Diagnostics;
using OidcRelyingParty.RealProviders.Tests.Providers;

namespace OidcRelyingParty.RealProviders.Tests.Processes;

/// <summary>Debian's PostgreSQL with data of its own in a scratch directory, on a free port of the loopback interface.</summary>
internal sealed class PostgreSqlServer : IAsyncDisposable
{
    private readonly ScratchDirectory _directory = new();
    private readonly string _programs;
    private readonly int _port = FreePort.Find();

    private PostgreSqlServer(string programs) => _programs = programs;

    /// <summary>False after <see cref="StopAsync"/>.</summary>
    public bool IsRunning { get; private set; }

    private string Data => _directory.File("data");

    public static async Task<PostgreSqlServer> StartAsync()
    {
        const string Installed = "/usr/lib/postgresql";
        var programs = Directory.Exists(Installed) ? Directory.GetDirectories(Installed).Select(version => Path.Combine(version, "bin")).Max() : null;
        Requirement.Files(Path.Combine(programs ?? $"{Installed}/*/bin", "initdb"));

        var server = new PostgreSqlServer(programs!); // the file in it was found
        if (Environment.IsPrivilegedProcess)
        {
            await RunAsync("chown", "postgres", server._directory.Path);
        }

        await server.RunOwnAsync("initdb", "-D", server.Data, "-A", "trust", "-U", "postgres", "--no-sync");
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        // What is lost when the machine stops does not matter.
        var options = $"-p {_port} -c listen_addresses=127.0.0.1 -k {_directory.Path} -c fsync=off -c max_connections=300";
        await RunOwnAsync("pg_ctl", "-D", Data, "-l", _directory.File("log"), "-w", "-o", options, "start");
        IsRunning = true;
    }

    /// <summary>Breaks every connection and stops; what was committed is there when it starts again.</summary>
    public async Task StopAsync()
    {
        IsRunning = false;
        await RunOwnAsync("pg_ctl", "-D", Data, "-m", "fast", "-w", "stop");
    }

    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Maximum Pool Size=60";

    /// <summary>Runs a statement in a database.</summary>
    public Task ExecuteAsync(string database, string sql) => RunAsync(
        Path.Combine(_programs, "psql"), "-h", "127.0.0.1", "-p", $"{_port}", "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1", "-c", sql);

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            await RunOwnAsync("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }

        _directory.Dispose();
    }

    // PostgreSQL refuses to run as root.
    private Task RunOwnAsync(string program, params string[] arguments)
    {
        var path = Path.Combine(_programs, program);
        return Environment.IsPrivilegedProcess
            ? RunAsync("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--init-groups", path, .. arguments])
            : RunAsync(path, arguments);
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // In a directory that every user may read.
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = "/" };
        using var process = Process.Start(start)!; // null only for a document opened by its program
        var output = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with status {process.ExitCode}:\n{string.Join('\n', output)}");
        }
    }
}

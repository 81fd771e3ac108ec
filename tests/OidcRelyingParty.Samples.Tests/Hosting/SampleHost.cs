using System.Collections.Concurrent;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OidcRelyingParty.Testing;
using SampleHosting;

namespace OidcRelyingParty.Samples.Tests.Hosting;

/// <summary>
/// A sample as <c>dotnet run</c> starts it, in this process: its own Program, its embedded provider on loopback, and SQLite in a directory of its own.
/// Browsers reach it at <see cref="Origin"/>.
/// </summary>
/// <typeparam name="TProgram">The sample's Program.</typeparam>
internal sealed class SampleHost<TProgram> : IAsyncDisposable
    where TProgram : class
{
    public const string Origin = "http://localhost";

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("oidc-sample-");
    private readonly ConcurrentQueue<string> _answers = [];
    private readonly WebApplicationFactory<TProgram> _factory;

    /// <param name="settings">Configuration beside the sample's own.</param>
    /// <param name="configureServices">Replaces services, such as the clock.</param>
    public SampleHost(IReadOnlyDictionary<string, string>? settings = null, Action<IServiceCollection>? configureServices = null)
    {
        _factory = new WebApplicationFactory<TProgram>().WithWebHostBuilder(builder =>
        {
            builder.UseSetting("Database:Sqlite", $"Data Source={Path.Combine(_directory.FullName, "sample.db")};Pooling=False");
            builder.UseSetting("DataProtection:Directory", Path.Combine(_directory.FullName, "keys"));
            builder.UseSetting("EmbeddedProvider:Port", "0");
            builder.UseSetting("hostBuilder:reloadConfigOnChange", "false"); // of file watchers a machine has few, for all its processes
            foreach (var (name, value) in settings ?? new Dictionary<string, string>())
            {
                builder.UseSetting(name, value);
            }

            builder.ConfigureLogging(logging => logging.ClearProviders().AddProvider(Logs).AddFilter<LogRecorder>(null, LogLevel.Trace)); // whatever the sample keeps quiet
            builder.ConfigureTestServices(services => configureServices?.Invoke(services));
        });
        _factory.ClientOptions.BaseAddress = new Uri(Origin);
        try
        {
            Embedded = _factory.Services.GetRequiredService<EmbeddedProvider>();
        }
        catch (ObjectDisposedException e)
        {
            // All that the factory says of a sample that does not start; the log knows why.
            throw new InvalidOperationException(string.Join('\n', Logs.Lines.TakeLast(5)), e);
        }

        Embedded.Register(Origin);
    }

    /// <summary>Every line of every category, from Trace on.</summary>
    public LogRecorder Logs { get; } = new();

    /// <summary>Every answer to anybody, with its headers.</summary>
    public IReadOnlyList<string> Answers => [.. _answers];

    public EmbeddedProvider Embedded { get; }

    public TestProvider Provider => Embedded.Provider;

    public IServiceProvider Services => _factory.Services;

    /// <summary>The database file's directory, with the key ring beside it.</summary>
    public DirectoryInfo Storage => _directory;

    /// <summary>Another person, or another device.</summary>
    public Visitor CreateVisitor() => new(new VisitorNetwork(CreateHandler()), Origin);

    /// <summary>A program that calls the sample: no cookies, no redirects, exactly what it is told.</summary>
    public HttpClient CreateClient() => new(CreateHandler()) { BaseAddress = new Uri(Origin) };

    public async ValueTask DisposeAsync()
    {
        await _factory.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    private AnswerRecorder CreateHandler() => new(_factory.Server.CreateHandler(), _answers);
}

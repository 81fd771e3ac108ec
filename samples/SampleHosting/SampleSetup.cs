using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration.Memory;

namespace SampleHosting;

/// <summary>What every sample sets, below everything that its user configures: loopback only, plain http there, and a quiet framework.</summary>
public static class SampleSetup
{
    /// <summary>Creates the builder of a sample that listens on 127.0.0.1.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="port">The port unless configured.</param>
    public static WebApplicationBuilder CreateBuilder(string[] args, int port)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Urls"] = $"http://127.0.0.1:{port}",
                ["Oidc:AllowInsecureHttpOnLoopback"] = "true",
                // The framework's request log writes addresses with their query, and the one of a callback holds a code.
                ["Logging:LogLevel:Microsoft.AspNetCore"] = "Warning",
                ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Warning",
            },
        });
        return builder;
    }
}

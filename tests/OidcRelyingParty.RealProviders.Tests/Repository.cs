namespace OidcRelyingParty.RealProviders.Tests;

/// <summary>Where things are, seen from the test assembly.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The folder that holds the providers: <c>OIDC_SHARED</c>, or <c>shared</c> beside the repository.</summary>
    public static string Shared { get; } =
        Environment.GetEnvironmentVariable("OIDC_SHARED") ?? Path.GetFullPath(Path.Combine(Root, "..", "shared"));

    /// <summary>Where <c>.ci/run</c> installs what the tests need.</summary>
    public static string Cache { get; } = Path.Combine(
        Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } xdg
            ? xdg
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache"),
        "oidc-relying-party");

    /// <summary><c>Debug</c> or <c>Release</c>: the one these tests were built in.</summary>
    public static string Configuration { get; } = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name; // bin/<configuration>/net10.0

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OidcRelyingParty.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No OidcRelyingParty.sln above {AppContext.BaseDirectory}.");
    }
}

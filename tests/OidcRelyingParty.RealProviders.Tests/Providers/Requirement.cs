namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>What a provider, or another server, needs on this machine. Only <c>.ci/run</c> installs; a plain test run skips what is absent.</summary>
internal static class Requirement
{
    public static void Programs(params string[] names)
    {
        foreach (var name in names)
        {
            Met(OnPath(name), $"the program \"{name}\" is not installed");
        }
    }

    public static void Files(params string[] paths)
    {
        foreach (var path in paths)
        {
            Met(Path.Exists(path), $"{path} is missing");
        }
    }

    private static bool OnPath(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Any(folder => File.Exists(Path.Combine(folder, name)));

    private static void Met(bool met, string reason)
    {
        if (met)
        {
            return;
        }

        if (Environment.GetEnvironmentVariable("OIDC_REQUIRE_PROVIDERS") == "1")
        {
            Assert.Fail($"This test cannot run: {reason}.");
        }

        Assert.Ignore($"This test cannot run on this machine: {reason} (.ci/run installs it).");
    }
}

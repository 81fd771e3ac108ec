namespace OidcRelyingParty.Tests.Architecture;

/// <summary>The files of this repository, found from where the tests run.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The packages: every project folder under <c>src</c>.</summary>
    public static IEnumerable<string> Packages => Directory.EnumerateFiles(At("src"), "*.csproj", SearchOption.AllDirectories)
        .Select(file => Path.GetFileNameWithoutExtension(file))
        .Order(StringComparer.Ordinal);

    public static string At(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(At(path)).ReplaceLineEndings("\n");

    public static string[] ReadLines(string path) => Read(path).TrimEnd().Split('\n');

    /// <summary>The C# files below a folder, without what the build makes.</summary>
    public static IEnumerable<SourceFile> Sources(string folder) => Directory.EnumerateFiles(At(folder), "*.cs", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(At(folder), file).Replace('\\', '/'))
        .Where(path => !path.Split('/').Any(part => part is "obj" or "bin"))
        .Order(StringComparer.Ordinal)
        .Select(path => new SourceFile(path, Read($"{folder}/{path}")));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "OidcRelyingParty.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No OidcRelyingParty.sln above {AppContext.BaseDirectory}.");
    }
}

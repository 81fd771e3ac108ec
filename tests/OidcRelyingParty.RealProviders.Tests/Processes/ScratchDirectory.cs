namespace OidcRelyingParty.RealProviders.Tests.Processes;

/// <summary>A new empty directory that goes away with its owner.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("oidc-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

using OidcRelyingParty.RealProviders.Tests.Processes;

namespace OidcRelyingParty.RealProviders.Tests.Providers;

/// <summary>The start script of a provider that Debian packages, and the secrets of its clients.</summary>
internal sealed class DebianScript(string folder)
{
    private const string SecretTail = "secret01234567890123456789012345";

    private readonly string _path = Path.Combine(Repository.Shared, "providers", folder, "start.sh");

    public void Require(params string[] programs)
    {
        Requirement.Files(_path);
        Requirement.Programs(programs);
    }

    public static string SecretOf(string client, string separator = "") => $"{client}{separator}{SecretTail}";

    /// <summary>A copy of the script in which a separator stands in every client secret: there is no other way to choose them.</summary>
    public string WithSeparator(ScratchDirectory scratch, string separator)
    {
        var copy = scratch.File("start.sh");
        File.WriteAllText(copy, File.ReadAllText(_path).Replace(SecretOf("$1"), SecretOf("$1", separator), StringComparison.Ordinal));
        return copy;
    }
}

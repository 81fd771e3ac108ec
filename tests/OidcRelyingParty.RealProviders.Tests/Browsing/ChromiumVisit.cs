namespace OidcRelyingParty.RealProviders.Tests.Browsing;

/// <summary>What happened in a visit with Chromium.</summary>
/// <param name="Failure">The step that could not be done, and why; null when all were.</param>
/// <param name="Url">The address of the page at the end.</param>
/// <param name="Loads">Every document that was loaded, into the page or a frame of it.</param>
/// <param name="Statuses">What the addresses answered that the steps asked to see.</param>
/// <param name="Violations">What the check of accessibility found, where the steps asked for one.</param>
/// <param name="Console">What the browser told developers, such as a frame that a policy forbids.</param>
internal sealed record ChromiumVisit(
    string? Failure, string Url, IReadOnlyList<ChromiumLoad> Loads, IReadOnlyList<int> Statuses, IReadOnlyList<string> Violations, IReadOnlyList<string> Console)
{
    /// <summary>Every code and token that went through an address.</summary>
    public IReadOnlyCollection<string> Secrets
    {
        get
        {
            var secrets = new SeenSecrets();
            foreach (var load in Loads)
            {
                secrets.Note(new Uri(load.Url).Query);
            }

            return secrets.Values;
        }
    }

    /// <summary>The documents that were loaded into frames from an address that begins so.</summary>
    public IEnumerable<ChromiumLoad> FramesOf(string prefix) => Loads.Where(load => load.InFrame && load.Url.StartsWith(prefix, StringComparison.Ordinal));
}

/// <param name="Url">The address.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="InFrame">Whether it was loaded into a frame.</param>
/// <param name="HasCookie">Whether the browser sent a cookie along.</param>
internal sealed record ChromiumLoad(string Url, int Status, bool InFrame, bool HasCookie);
